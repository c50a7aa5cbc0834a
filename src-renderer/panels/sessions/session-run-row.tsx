import type { RunParent } from '#contract/run.ts'
import type { SessionRun, SessionSummary } from '#contract/session.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { formatAge, formatExactTime, toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useClock } from '../../state/clock.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import { placeInSession } from './place-in-session.ts'
import styles from './session.module.css'

interface SessionRunRowProps {
  readonly placed: SessionRun
  readonly session: SessionSummary
  readonly isSelected: boolean
  readonly onOpen: () => void
}

const INDENT = 18
const DEEPEST_INDENT = 8

export function SessionRunRow({ placed, session, isSelected, onOpen }: SessionRunRowProps) {
  const { run, depth, isCounted } = placed
  const startedMs = toMilliseconds(run.startedAt)
  const age = useClock(({ nowMs }) => formatAge(startedMs, nowMs))
  const bar = placeInSession(run, session)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the selected run
    <div
      id={`session-run-${run.runId}`}
      className={styles.row}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-selected={isSelected}
      onClick={onOpen}
    >
      <div className={styles.name} style={{ paddingLeft: Math.min(depth, DEEPEST_INDENT) * INDENT }}>
        <StatusDot status={run.status} />
        <span className={styles.text}>{toVisible(run.name)}</span>
        {run.parent !== null && <Dispatch parent={run.parent} />}
        {!isCounted && (
          <span className={styles.elsewhere} data-tip="It names a session of its own and is counted there">
            in {toVisible(run.sessionId ?? '')}
          </span>
        )}
      </div>
      <div className={styles.track}>
        <span className={styles.bar} style={{ left: `${bar.leftPercent}%`, width: `${bar.widthPercent}%` }} />
      </div>
      <span className={styles.soft}>
        <time data-tip={formatExactTime(startedMs)}>{age}</time>
      </span>
      <span className={styles.number}>{run.durationNs === null ? '–' : formatDuration(run.durationNs)}</span>
      <span className={styles.number}>{formatNumberOf(run.callCount, 'call')}</span>
      <span className={styles.number}>
        <FigureView figure={formatTotal(run.inputTokens, 'tokens')} />
      </span>
      <span className={styles.number}>
        <FigureView figure={formatTotal(run.cost, 'dollars')} />
      </span>
    </div>
  )
}

const REASONS: Readonly<Record<RunParent['reason'], string>> = {
  'tool-call': 'This run carries the id of that tool call',
  'span-link': 'The root of this run links there',
  'parent-run': 'This run names that one as its parent; which of its spans dispatched it is not told',
  'parent-session':
    'This run names the session of that one as its parent, and no other run of it is here; the span is not told',
  replay: 'This run replays that one',
}

function Dispatch({ parent }: { readonly parent: RunParent }) {
  return (
    <span className={styles.dispatch} data-tip={REASONS[parent.reason]}>
      <Icon name="link" size={12} />
      from {toVisible(parent.spanName ?? parent.name)}
    </span>
  )
}
