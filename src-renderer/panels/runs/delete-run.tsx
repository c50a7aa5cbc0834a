import { useState } from 'react'
import { deleteRun } from '../../actions/delete-run.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useRunList } from '../../state/run-list.ts'
import { selectRun } from '../../state/runs-selection.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import styles from './delete-run.module.css'

interface DeleteRunProps {
  readonly runId: string
  readonly onClose: () => void
}

/** Says what would be lost before anything is. The safe answer has the focus. */
export function DeleteRun({ runId, onClose }: DeleteRunProps) {
  const runs = useRunList(({ list }) => list?.runs)
  const [isDeleting, setDeleting] = useState(false)
  const index = runs?.findIndex(each => each.runId === runId) ?? -1
  const run = runs?.[index]
  if (run === undefined) return null
  const name = toVisible(run.name)

  async function confirm(): Promise<void> {
    setDeleting(true)
    const neighbour = runs?.[index + 1] ?? runs?.[index - 1]
    if (await deleteRun(runId, name)) selectRun(neighbour?.runId)
    onClose()
  }

  return (
    <Dialog label="Delete the run" onClose={onClose}>
      <div className={styles.body}>
        <h2 className={styles.title}>Delete “{name}”?</h2>
        <p>
          {formatNumberOf(run.spanCount, 'span')} with {formatNumberOf(run.callCount, 'call')}, and every
          prompt, answer and tool result that no other run carries, leave this machine’s store for good.
        </p>
      </div>
      <div className={styles.actions}>
        <Button onClick={onClose} autoFocus>
          Keep it
        </Button>
        <Button tone="danger" icon="trash" disabled={isDeleting} onClick={() => void confirm()}>
          Delete the run
        </Button>
      </div>
    </Dialog>
  )
}
