import { useEffect } from 'react'
import type { Replay, ReplayStepState } from '#contract/replay.ts'
import { controlReplay } from '../../actions/replays.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { goTo } from '../../state/location.ts'
import { closeReplay } from '../../state/replaying.ts'
import { Button } from '../../widgets/button.tsx'
import { FigureView } from '../../widgets/figure-view.tsx'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import styles from './replay.module.css'

const SHOWN = 200
const STATES: Readonly<Record<ReplayStepState['state'], string>> = {
  waiting: 'waits',
  running: 'is asked',
  done: 'done',
  failed: 'failed',
  skipped: 'left out',
}

/** A replay under way, step by step. One that ends well opens beside what it repeats. */
export function ReplayWatch({ replayId }: { readonly replayId: string }) {
  const { value: replay } = useOperation('replay.get', { replayId })
  const isWhole = replay?.state === 'done' && replay.message === null

  useEffect(() => {
    if (replay !== undefined && isWhole) compareWithResult(replay)
  }, [replay, isWhole])

  if (replay === undefined) return <p className={styles.summary}>Starting…</p>
  const total = { sum: replay.cost, missing: replay.unknownCosts }
  return (
    <>
      <div className={styles.progress}>
        <progress aria-label="Steps done" max={replay.steps.length} value={replay.done} />
        <span>
          {formatCount(replay.done)} of {formatNumberOf(replay.steps.length, 'step')}
        </span>
        <FigureView figure={formatTotal(total, 'dollars')} />
      </div>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Steps">
          <tbody>
            {replay.steps.slice(0, SHOWN).map((step, index) => (
              <StepRow key={step.recordedSpanId ?? index} step={step} number={index + 1} />
            ))}
          </tbody>
        </table>
      </div>
      <footer className={styles.footer}>
        <p className={styles.summary} role="status">
          {toVisible(replay.message ?? stateText(replay))}
        </p>
        <ReplayButtons replay={replay} />
      </footer>
    </>
  )
}

function StepRow({ step, number }: { readonly step: ReplayStepState; readonly number: number }) {
  const { kind, name, state, source, received, note } = step
  return (
    <tr data-state={state}>
      <td className={styles.number}>{number}</td>
      <td className={styles.name}>
        <KindIcon kind={kind} />
        {toVisible(name)}
        {note !== null && note !== '' && <span className={styles.note}>{toVisible(note)}</span>}
      </td>
      <td>
        <span className={styles.source} data-source={source}>
          {source}
        </span>
      </td>
      <td className={styles.state} data-state={state}>
        {state === 'running' && received > 0 ? `${formatCount(received)} characters` : STATES[state]}
      </td>
    </tr>
  )
}

function ReplayButtons({ replay }: { readonly replay: Replay }) {
  const { replayId, state, resultRunId } = replay
  const control = (name: Parameters<typeof controlReplay>[0]) => () => void controlReplay(name, replayId)
  return (
    <>
      {state === 'running' && (
        <Button icon="pause" onClick={control('replay.pause')}>
          Pause
        </Button>
      )}
      {state === 'paused' && (
        <Button icon="play" onClick={control('replay.resume')}>
          Go on
        </Button>
      )}
      {(state === 'running' || state === 'paused') && (
        <Button tone="danger" onClick={control('replay.stop')}>
          Stop
        </Button>
      )}
      {replay.endedAt === null ? (
        <Button onClick={closeReplay}>Go on in the background</Button>
      ) : (
        <Button onClick={closeReplay}>Close</Button>
      )}
      {replay.endedAt !== null && resultRunId !== null && (
        <Button tone="primary" icon="compare" onClick={() => compareWithResult(replay)}>
          Compare
        </Button>
      )}
    </>
  )
}

function stateText({ state }: Replay): string {
  if (state === 'paused') return 'Paused. Calls under way come to their end; no other begins.'
  if (state === 'stopping') return 'Stopping…'
  return state === 'done' ? 'Done.' : 'The new run can be watched in the list of runs.'
}

export function compareWithResult({ runId, resultRunId }: Replay): void {
  if (resultRunId === null) return
  closeReplay()
  goTo({ view: 'compare', left: runId, right: resultRunId })
}
