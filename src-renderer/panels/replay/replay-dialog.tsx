import { useOperation } from '../../api/use-operation.ts'
import { toVisible } from '../../format/visible-text.ts'
import { closeReplay, type Replaying, useReplaying } from '../../state/replaying.ts'
import { Dialog } from '../../widgets/dialog.tsx'
import styles from './replay.module.css'
import { ReplayForm } from './replay-form.tsx'
import { ReplayWatch } from './replay-watch.tsx'

/** Run it back: choosing what to do, then watching it. */
export function ReplayDialog() {
  const replaying = useReplaying(state => state.replaying)
  if (replaying === undefined) return null
  return (
    <Dialog label="Replay" size="large" onClose={closeReplay}>
      <div className={styles.dialog}>
        {replaying.kind === 'watching' ? (
          <>
            <h2 className={styles.title}>Replay</h2>
            <ReplayWatch replayId={replaying.replayId} />
          </>
        ) : (
          <>
            <RunTitle replaying={replaying} />
            <ReplayForm runId={replaying.runId} spanId={replaying.spanId} onClose={closeReplay} />
          </>
        )}
      </div>
    </Dialog>
  )
}

function RunTitle({ replaying }: { readonly replaying: Extract<Replaying, { kind: 'choosing' }> }) {
  const { value } = useOperation('runs.get', { runId: replaying.runId, limit: 0 })
  return (
    <h2 className={styles.title}>
      Replay <span>{value === undefined ? '' : toVisible(value.run.name)}</span>
    </h2>
  )
}
