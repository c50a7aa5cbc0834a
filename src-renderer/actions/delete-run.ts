import { call } from '../api/call.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

/** True when the run is gone. */
export async function deleteRun(runId: string, name: string): Promise<boolean> {
  try {
    const { deletedSpans, deletedBlocks } = await call('runs.delete', { runId })
    const spans = formatNumberOf(deletedSpans, 'span')
    showToast({
      tone: 'plain',
      text: `Deleted ${name}: ${spans} and ${formatNumberOf(deletedBlocks, 'block')}`,
    })
    return true
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
    return false
  }
}
