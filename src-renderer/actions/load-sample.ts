import { call } from '../api/call.ts'
import { goTo, placeOfRun } from '../state/location.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

export async function loadSample(): Promise<void> {
  try {
    const { runId } = await call('samples.load', {})
    goTo(placeOfRun(runId))
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
