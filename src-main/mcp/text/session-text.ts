import type { ResultOf } from '#contract/operations.ts'
import type { SessionSummary } from '#contract/session.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatDuration, formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { runLine } from './run-line.ts'

/** One session on one line. */
export function sessionLine(session: SessionSummary): string {
  return [
    printableLine(session.sessionId, 80),
    formatNumberOf(session.runCount, 'run'),
    ...(session.failedRunCount === 0 ? [] : [`${session.failedRunCount} failed`]),
    formatDuration(session.durationNs),
    formatNumberOf(session.callCount, 'call'),
    `${formatTotal(session.inputTokens, formatCount)}→${formatTotal(session.outputTokens, formatCount)} tokens`,
    formatTotal(session.cost, formatDollars),
    printableLine(session.name, 60),
  ].join(' · ')
}

/** A session and its runs in order, each below the run that dispatched it. */
export function sessionText({ session, runs }: ResultOf<'sessions.get'>): string {
  const lines = runs.map(({ run, depth, isCounted }) => {
    const elsewhere = isCounted ? '' : ` · counted in session ${printableLine(run.sessionId ?? '', 40)}`
    return `${'  '.repeat(Math.min(depth, 12))}${runLine(run)}${elsewhere}`
  })
  return [sessionLine(session), '', ...lines].join('\n')
}
