import { useEffect, useRef } from 'react'
import type { Replay } from '#contract/replay.ts'
import { controlReplay } from '../../actions/replays.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useReplaying, watchReplay } from '../../state/replaying.ts'
import { showToast } from '../../state/toasts.ts'
import { Button } from '../../widgets/button.tsx'
import { Icon } from '../../widgets/icon.tsx'
import styles from './replay-requests.module.css'
import { compareWithResult } from './replay-watch.tsx'

/** Replays that wait for a person, and those that run in the background; says what became of them. */
export function ReplayRequests() {
  const { value } = useOperation('replay.list', {})
  const replaying = useReplaying(state => state.replaying)
  const watchedId = replaying?.kind === 'watching' ? replaying.replayId : undefined
  useTellEnded(value?.replays, watchedId)
  const open = value?.replays.filter(each => each.endedAt === null && each.replayId !== watchedId) ?? []
  if (open.length === 0) return null
  return (
    <ol className={styles.list} aria-label="Replays">
      {open.map(replay => (
        <li key={replay.replayId} className={styles.item} data-asks={replay.state === 'asking' || undefined}>
          {replay.state === 'asking' ? <Asking replay={replay} /> : <UnderWay replay={replay} />}
        </li>
      ))}
    </ol>
  )
}

function Asking({ replay: { replayId, message } }: { readonly replay: Replay }) {
  return (
    <>
      <Icon name="warning" size={15} />
      <p className={styles.words} role="alert">
        {toVisible(message ?? '')}
      </p>
      <Button onClick={() => void controlReplay('replay.stop', replayId)}>Refuse</Button>
      <Button tone="primary" onClick={() => void controlReplay('replay.approve', replayId)}>
        Let it run
      </Button>
    </>
  )
}

function UnderWay({ replay: { replayId, done, steps, state } }: { readonly replay: Replay }) {
  return (
    <>
      <Icon name="loop" size={15} />
      <p className={styles.words}>
        {state === 'paused' ? 'Replay paused' : 'Replaying'}: {done} of {formatNumberOf(steps.length, 'step')}
      </p>
      <Button tone="quiet" onClick={() => watchReplay(replayId)}>
        Watch
      </Button>
      <Button tone="quiet" onClick={() => void controlReplay('replay.stop', replayId)}>
        Stop
      </Button>
    </>
  )
}

/** Those that had ended before the page was opened are nothing new. */
function useTellEnded(replays: readonly Replay[] | undefined, watchedId: string | undefined): void {
  const seenOpen = useRef(new Set<string>())
  useEffect(() => {
    for (const replay of replays ?? []) {
      if (replay.endedAt === null) seenOpen.current.add(replay.replayId)
      else if (seenOpen.current.delete(replay.replayId) && replay.replayId !== watchedId) tell(replay)
    }
  }, [replays, watchedId])
}

function tell(replay: Replay): void {
  const { state, message, resultRunId } = replay
  const detail = message === null ? [] : [toVisible(message)]
  showToast({
    tone: state === 'done' ? 'good' : 'bad',
    text: state === 'done' ? 'The replay is done.' : 'The replay ended before its end.',
    detail,
    action: resultRunId === null ? undefined : { label: 'Compare', run: () => compareWithResult(replay) },
  })
}
