import type { RunSummary } from '#contract/run.ts'
import { call } from '../api/call.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { toVisible } from '../format/visible-text.ts'
import { putBackRuns, removeRuns, setRunList, useRunList } from '../state/run-list.ts'
import { showToast } from '../state/toasts.ts'
import { offerUndo } from '../state/undo.ts'
import { describeFailure } from './describe-failure.ts'

const UNDO_MS = 10_000
/** The engine waits a little longer, so that the last moment of the offer still holds. */
const DELETED_AFTER_SECONDS = 12

/** Takes runs out of sight; for ten seconds they can be had back. */
export async function discardRuns(runs: readonly RunSummary[]): Promise<void> {
  const runIds = runs.map(run => run.runId)
  const before = useRunList.getState().list?.runs ?? []
  try {
    await call('runs.discard', { runIds, afterSeconds: DELETED_AFTER_SECONDS })
    const { list } = useRunList.getState()
    if (list !== undefined) setRunList(removeRuns(list, runIds))
    const undo = () => void restoreRuns(runIds, before)
    const [first] = runs
    const what =
      runs.length === 1 && first !== undefined
        ? `“${toVisible(first.name)}”`
        : formatNumberOf(runs.length, 'run')
    showToast({
      tone: 'plain',
      text: `Deleted ${what}`,
      action: { label: 'Undo', run: undo },
      shownMs: UNDO_MS,
    })
    offerUndo(undo, UNDO_MS)
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}

async function restoreRuns(runIds: readonly string[], before: readonly RunSummary[]): Promise<void> {
  try {
    const { runIds: back } = await call('runs.restore', { runIds: [...runIds] })
    const { list } = useRunList.getState()
    if (list !== undefined) setRunList(putBackRuns(list, before, back))
    const lost = runIds.length - back.length
    if (lost > 0)
      showToast({
        tone: 'bad',
        text: `It was too late for ${formatNumberOf(lost, 'run')}: deleted for good.`,
      })
    else showToast({ tone: 'good', text: `${formatNumberOf(back.length, 'run')} back` })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
