import { useEffect, useState } from 'react'
import type { ResultOf } from '#contract/operations.ts'
import type { SessionRun } from '#contract/session.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo, placeOfRun } from '../../state/location.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import styles from './session.module.css'
import { SessionHeader } from './session-header.tsx'
import { SessionRunRow } from './session-run-row.tsx'

const RUNS_AT_FIRST = 200
const RUNS_AT_MOST = 1000
export const SESSIONS = { view: 'sessions', text: '' } as const

/** One session: its totals, and its runs in order, each below the run that dispatched it. */
export function Session({ sessionId }: { readonly sessionId: string }) {
  const [limit, setLimit] = useState(RUNS_AT_FIRST)
  const { value, error } = useOperation('sessions.get', { sessionId, limit })

  useEffect(() => {
    document.title = `${toVisible(sessionId)} – Runback`
  }, [sessionId])

  if (value !== undefined) {
    const showAll = limit < RUNS_AT_MOST ? () => setLimit(RUNS_AT_MOST) : undefined
    return <LoadedSession answer={value} showAll={showAll} />
  }
  if (error === undefined) return <main className={styles.panel} aria-label="Session" aria-busy="true" />
  return (
    <main className={styles.panel} aria-label="Session">
      <Notice icon="warning" title={describeFailure(error)}>
        <Button onClick={() => goTo(SESSIONS)}>Back to the sessions</Button>
      </Notice>
    </main>
  )
}

interface LoadedSessionProps {
  readonly answer: ResultOf<'sessions.get'>
  readonly showAll: (() => void) | undefined
}

function LoadedSession({ answer: { session, runs, total, next }, showAll }: LoadedSessionProps) {
  const [selectedId, setSelectedId] = useState<string>()
  const selected = runs.findIndex(({ run }) => run.runId === selectedId)

  function move(to: number): void {
    const index = Math.max(0, Math.min(runs.length - 1, to))
    const runId = runs[index]?.run.runId
    setSelectedId(runId)
    document.getElementById(`session-run-${runId}`)?.scrollIntoView({ block: 'nearest' })
  }

  function open(placed: SessionRun | undefined): void {
    if (placed !== undefined) goTo(placeOfRun(placed.run.runId))
  }

  function openDispatcher(): void {
    const parent = runs[selected]?.run.parent
    if (parent !== undefined && parent !== null) goTo(placeOfRun(parent.runId, parent.spanId ?? undefined))
  }

  useKeys('Session', [
    {
      keys: ['j', 'ArrowDown'],
      label: 'Next run',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => move(selected + 1),
    },
    { keys: ['k', 'ArrowUp'], label: 'Previous run', run: () => move(selected - 1) },
    {
      keys: ['Enter', 'o'],
      label: 'Open the run',
      hint: { keys: ['Enter'], label: 'Open' },
      run: () => open(runs[selected]),
    },
    { keys: ['p'], label: 'Open where the run was dispatched', run: openDispatcher },
    { keys: ['Home'], label: 'First run', run: () => move(0) },
    { keys: ['End'], label: 'Last loaded run', run: () => move(runs.length - 1) },
    { keys: ['Escape'], label: 'Back to the sessions', run: () => goTo(SESSIONS) },
  ])

  return (
    <main className={styles.panel} aria-label="Session">
      <SessionHeader session={session} />
      <div className={styles.runs} role="tree" aria-label="Runs of the session">
        {runs.map(placed => (
          <SessionRunRow
            key={placed.run.runId}
            placed={placed}
            session={session}
            isSelected={placed.run.runId === selectedId}
            onOpen={() => open(placed)}
          />
        ))}
      </div>
      {next !== null && (
        <p className={styles.more}>
          The first {formatCount(runs.length)} of {formatNumberOf(total, 'run')}.{' '}
          {showAll !== undefined && <Button onClick={showAll}>More runs</Button>}
        </p>
      )}
    </main>
  )
}
