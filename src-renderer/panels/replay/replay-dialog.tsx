import { closeReplay, useReplaying } from '../../state/replaying.ts'
import { ReplayForm } from './replay-form.tsx'
import { ReplayFrame } from './replay-frame.tsx'
import { ReplayWatch } from './replay-watch.tsx'

/** Run it back: choosing what to do, then watching it. */
export function ReplayDialog() {
  const replaying = useReplaying(state => state.replaying)
  if (replaying === undefined) return null
  if (replaying.kind === 'choosing') {
    const { runId, spanId } = replaying
    return <ReplayForm key={runId} runId={runId} spanId={spanId} onClose={closeReplay} />
  }
  return (
    <ReplayFrame title={null} onClose={closeReplay}>
      <ReplayWatch replayId={replaying.replayId} />
    </ReplayFrame>
  )
}
