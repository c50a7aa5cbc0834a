import { call } from '../api/call.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

/** Applies the limits of the settings now. */
export async function collectRuns(): Promise<void> {
  try {
    const { runs } = await call('retention.collect', {})
    showToast({ tone: 'plain', text: `Deleted ${formatNumberOf(runs, 'run')}` })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
