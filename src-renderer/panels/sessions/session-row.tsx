import { memo, type ReactNode } from 'react'
import type { SessionSummary } from '#contract/session.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { formatAge, formatExactTime, toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useClock } from '../../state/clock.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import styles from './sessions.module.css'

interface SessionRowProps {
  readonly id: string
  readonly session: SessionSummary
  readonly isSelected: boolean
  readonly onOpen: () => void
}

export const SessionRow = memo(function SessionRow({ id, session, isSelected, onOpen }: SessionRowProps) {
  const latestMs = toMilliseconds(session.latestRunAt)
  const age = useClock(({ nowMs }) => formatAge(latestMs, nowMs))
  const about = [session.agentName, session.serviceName].filter(
    name => name !== null && name !== session.name,
  )
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the current row
    // biome-ignore lint/a11y/useSemanticElements: a row of a grid
    <div
      id={id}
      className={`${styles.row} ${styles.cells}`}
      role="row"
      tabIndex={-1}
      aria-current={isSelected ? 'true' : undefined}
      onClick={onOpen}
    >
      <Cell column="Began with">
        <span className={styles.name}>{toVisible(session.name)}</span>
        {about.length > 0 && (
          <span className={styles.about}>{toVisible([...new Set(about)].join(' · '))}</span>
        )}
      </Cell>
      <Cell column="Session">
        <span className={styles.id} data-tip={describeSource(session)}>
          {toVisible(session.sessionId)}
        </span>
      </Cell>
      <Cell column="Latest run">
        <time data-tip={formatExactTime(latestMs)}>{age}</time>
      </Cell>
      <Cell column="Time">{formatDuration(session.durationNs)}</Cell>
      <Cell column="Runs">
        {formatCount(session.runCount)}
        {session.failedRunCount > 0 && (
          <span className={styles.bad} data-tip={`${formatCount(session.failedRunCount)} with errors`}>
            {' '}
            ✗{formatCount(session.failedRunCount)}
          </span>
        )}
      </Cell>
      <Cell column="Calls">{formatCount(session.callCount)}</Cell>
      <Cell column="Models">
        <span className={styles.soft} data-tip={toVisible(session.models.join(', '))}>
          {toVisible(session.models.join(', '))}
        </span>
      </Cell>
      <Cell column="Tokens in">
        <FigureView figure={formatTotal(session.inputTokens, 'tokens')} />
      </Cell>
      <Cell column="Out">
        <FigureView figure={formatTotal(session.outputTokens, 'tokens')} />
      </Cell>
      <Cell column="Cost">
        <FigureView figure={formatTotal(session.cost, 'dollars')} />
      </Cell>
    </div>
  )
})

function Cell({ column, children }: { readonly column: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a grid
    <span role="cell" className={styles.cell} data-column={column}>
      {children}
    </span>
  )
}

function describeSource({ sessionId, source }: SessionSummary): string {
  return source === null ? toVisible(sessionId) : `${toVisible(sessionId)}\nnamed by ${source}`
}
