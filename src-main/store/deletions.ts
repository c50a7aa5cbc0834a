import type { Ballast } from './ballast.ts'
import type { WritableDatabase } from './database.ts'
import { createDeleteRun, type Deletion } from './delete-run.ts'
import { createDiscardedRuns } from './discarded-runs.ts'
import { deleteWithBallast } from './guarded-write.ts'

/** Everything that deletes runs, at once or after a while. What the writers remember is forgotten each time. */
export function createDeletions(db: WritableDatabase, ballast: Ballast, forget: () => void) {
  const deleteFromStore = createDeleteRun(db)
  function deleteRun(runId: string): Deletion | undefined {
    try {
      return deleteWithBallast(ballast, () => deleteFromStore(runId))
    } finally {
      forget()
    }
  }
  const discarded = createDiscardedRuns(db, deleteRun)
  return {
    deleteRun,
    discardRuns: (runIds: readonly string[], deleteAtMs: number) =>
      deleteWithBallast(ballast, () => discarded.discard(runIds, deleteAtMs)),
    restoreRuns: discarded.restore,
    deleteDiscarded: discarded.deleteSome,
  }
}
