import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { SessionSummary } from '#contract/session.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo, showInstead } from '../../state/location.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { SearchField } from '../../widgets/search-field.tsx'
import { SessionRow } from './session-row.tsx'
import styles from './sessions.module.css'

const PAGE = 100
const MOST = 1000
const HEADS = [
  'Began with',
  'Session',
  'Latest run',
  'Time',
  'Runs',
  'Calls',
  'Models',
  'Tokens in',
  'Out',
  'Cost',
]

/** Runs that belong together, the session with the latest run first. */
export function Sessions({ text }: { readonly text: string }) {
  const wanted = useDeferredValue(text.trim())
  const [limit, setLimit] = useState(PAGE)
  const question = wanted === '' ? { limit } : { text: wanted, limit }
  const { value, error } = useOperation('sessions.list', question)
  const [selectedId, setSelectedId] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const sessions = value?.sessions ?? []
  const selected = sessions.findIndex(session => session.sessionId === selectedId)

  useEffect(() => {
    document.title = 'Sessions – Runback'
  }, [])

  function move(to: number): void {
    const index = Math.max(0, Math.min(sessions.length - 1, to))
    setSelectedId(sessions[index]?.sessionId)
    document.getElementById(`session-${index}`)?.scrollIntoView({ block: 'nearest' })
  }

  function open(session: SessionSummary | undefined): void {
    if (session !== undefined) goTo({ view: 'session', sessionId: session.sessionId })
  }

  useKeys('Sessions', [
    {
      keys: ['j', 'ArrowDown'],
      label: 'Next session',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => move(selected + 1),
    },
    { keys: ['k', 'ArrowUp'], label: 'Previous session', run: () => move(selected - 1) },
    {
      keys: ['Enter', 'o'],
      label: 'Open the session',
      hint: { keys: ['Enter'], label: 'Open' },
      run: () => open(sessions[selected]),
    },
    { keys: ['Home'], label: 'First session', run: () => move(0) },
    { keys: ['End'], label: 'Last loaded session', run: () => move(sessions.length - 1) },
    {
      keys: ['/'],
      label: 'Filter the sessions',
      hint: { keys: ['/'], label: 'Filter' },
      run: () => field.current?.focus(),
    },
    { keys: ['Escape'], label: 'Let go of the selection', run: () => setSelectedId(undefined) },
  ])

  return (
    <main className={styles.panel} aria-label="Sessions">
      <div className={styles.toolbar} role="toolbar" aria-label="Sessions">
        <h1 className={styles.title}>Sessions</h1>
        <div className={styles.field}>
          <SearchField
            label="Filter the sessions"
            value={text}
            onChange={next => showInstead({ view: 'sessions', text: next })}
            keys="/"
            field={field}
          />
        </div>
        <span className={styles.total} role="status">
          {value !== undefined && formatNumberOf(value.total, 'session')}
        </span>
      </div>
      {error !== undefined && <p className={styles.failure}>{describeFailure(error)}</p>}
      {value !== undefined && sessions.length === 0 ? (
        <NoSessions isFiltered={wanted !== ''} />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: the rows are grids of their own
        <div
          className={styles.scroller}
          role="table"
          aria-label="Sessions"
          aria-rowcount={(value?.total ?? 0) + 1}
        >
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: headers do nothing */}
          <div className={`${styles.header} ${styles.cells}`} role="row">
            {HEADS.map(head => (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: headers do nothing
              <span key={head} role="columnheader" className={styles.cell} data-column={head}>
                {head}
              </span>
            ))}
          </div>
          {sessions.map((session, index) => (
            <SessionRow
              key={session.sessionId}
              id={`session-${index}`}
              session={session}
              isSelected={session.sessionId === selectedId}
              onOpen={() => open(session)}
            />
          ))}
          {value?.next !== null && value !== undefined && limit < MOST && (
            <div className={styles.more}>
              <Button onClick={() => setLimit(Math.min(MOST, limit + PAGE))}>More sessions</Button>
            </div>
          )}
          {value?.next !== null && limit >= MOST && (
            <p className={styles.more}>
              The latest {formatNumberOf(MOST, 'session')}. Filter to find others.
            </p>
          )}
        </div>
      )}
    </main>
  )
}

function NoSessions({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <Notice icon="search" title="No session fits the filter">
        <Button onClick={() => showInstead({ view: 'sessions', text: '' })}>Clear the filter</Button>
      </Notice>
    )
  }
  return (
    <Notice icon="sessions" title="No sessions yet">
      Runs belong together when their spans name a session: gen_ai.conversation.id, session.id, a thread id or
      the word of the SDK for it.
    </Notice>
  )
}
