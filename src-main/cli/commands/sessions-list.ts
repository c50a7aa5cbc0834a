import type { ResultOf } from '#contract/operations.ts'
import type { SessionSummary } from '#contract/session.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatDollars, formatDuration, formatShortCount } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Command, Invocation } from '../command.ts'
import { localTime } from '../local-time.ts'
import { numberFlag, takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { type Cell, renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

const heads = ['SESSION', 'LATEST RUN', 'TIME', 'RUNS', 'FAILED', 'CALLS', 'IN', 'OUT', 'COST', 'BEGAN WITH']

export const sessionsList: Command = {
  name: 'sessions list',
  summary: 'Lists the sessions, the one with the latest run first.',
  usage: '',
  options: {
    text: { type: 'string', help: 'Only sessions whose id, runs, services, agents or models hold this' },
    limit: { type: 'string', help: 'How many at most (20)' },
    after: { type: 'string', help: 'The `next` of an earlier answer' },
  },
  async run(invocation) {
    takeArguments(invocation, 0)
    const params = {
      text: textFlag(invocation, 'text'),
      limit: numberFlag(invocation, 'limit', 1000) ?? 20,
      cursor: textFlag(invocation, 'after'),
    }
    const page = await withCaller(invocation, caller => caller.call('sessions.list', params))
    return printResult(invocation, page, each => pageText(invocation, each))
  },
}

function pageText({ terminal }: Invocation, { sessions, total, next }: ResultOf<'sessions.list'>): string {
  if (sessions.length === 0)
    return 'No sessions. A run belongs to one when its spans name it, as session.id does.'
  const table = renderTable(terminal, heads, sessions.map(sessionRow))
  return next === null
    ? table
    : `${table}\n\n${sessions.length} of ${total} sessions; --after ${next} goes on.`
}

function sessionRow(session: SessionSummary): Cell[] {
  const failed = session.failedRunCount
  return [
    { text: printableLine(session.sessionId, 40) },
    { text: localTime(session.latestRunAt) },
    { text: formatDuration(session.durationNs), isNumber: true },
    { text: String(session.runCount), isNumber: true },
    { text: String(failed), isNumber: true, ...(failed > 0 && { colour: 'red' as const }) },
    { text: String(session.callCount), isNumber: true },
    { text: formatTotal(session.inputTokens, formatShortCount), isNumber: true },
    { text: formatTotal(session.outputTokens, formatShortCount), isNumber: true },
    { text: formatTotal(session.cost, formatDollars), isNumber: true },
    { text: printableLine(session.name, 50), colour: 'bold' },
  ]
}
