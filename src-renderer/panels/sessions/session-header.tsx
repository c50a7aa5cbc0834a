import type { ReactNode } from 'react'
import type { SessionSummary } from '#contract/session.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { formatAge, formatExactTime, toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useClock } from '../../state/clock.ts'
import { goTo } from '../../state/location.ts'
import { IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { FigureView } from '../../widgets/figure-view.tsx'
import styles from './session.module.css'

export function SessionHeader({ session }: { readonly session: SessionSummary }) {
  const startedMs = toMilliseconds(session.startedAt)
  const age = useClock(({ nowMs }) => formatAge(startedMs, nowMs))
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <IconButton
          icon="back"
          label="Back to the sessions"
          keys="Esc"
          onClick={() => goTo({ view: 'sessions', text: '' })}
        />
        <h1 className={styles.title}>{toVisible(session.sessionId)}</h1>
        <CopyButton isSmall label="Copy the session id" read={() => session.sessionId} />
        {session.source !== null && (
          <span className={styles.source} data-tip="The attribute by which its first run names the session">
            named by {session.source}
          </span>
        )}
      </div>
      <div className={styles.facts}>
        <Fact label="Started">
          <time data-tip={formatExactTime(startedMs)}>{age}</time>
        </Fact>
        <Fact label="Time">{formatDuration(session.durationNs)}</Fact>
        <Fact label="Runs">{formatCount(session.runCount)}</Fact>
        {session.failedRunCount > 0 && (
          <Fact label="With errors" isBad>
            {formatCount(session.failedRunCount)}
          </Fact>
        )}
        <Fact label="Calls">{formatCount(session.callCount)}</Fact>
        <Fact label="Tools">{formatCount(session.toolCount)}</Fact>
        <Fact label="Tokens in">
          <FigureView figure={formatTotal(session.inputTokens, 'tokens')} />
        </Fact>
        <Fact label="Cached">
          <FigureView figure={formatTotal(session.cacheReadTokens, 'tokens')} />
        </Fact>
        <Fact label="Out">
          <FigureView figure={formatTotal(session.outputTokens, 'tokens')} />
        </Fact>
        <Fact label="Cost">
          <FigureView figure={formatTotal(session.cost, 'dollars')} />
        </Fact>
        {session.models.length > 0 && <Fact label="Models">{toVisible(session.models.join(', '))}</Fact>}
      </div>
    </header>
  )
}

interface FactProps {
  readonly label: string
  readonly isBad?: boolean
  readonly children: ReactNode
}

function Fact({ label, isBad = false, children }: FactProps) {
  return (
    <span className={styles.fact} data-bad={isBad || undefined}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{children}</span>
    </span>
  )
}
