import type { ResultOf } from '#contract/operations.ts'
import type { SessionRun } from '#contract/session.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatDuration, formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Command, Invocation } from '../command.ts'
import { describeReason } from '../describe-reason.ts'
import { localTime } from '../local-time.ts'
import { numberFlag, takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { statusColours } from '../status-colour.ts'
import { type Cell, renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

const heads = ['RUN', 'STATUS', 'STARTED', 'TIME', 'CALLS', 'COST', 'NAME']

export const sessionsShow: Command = {
  name: 'sessions show',
  summary: 'Shows a session: its totals, and its runs in order with what they dispatched.',
  usage: 'SESSION',
  options: {
    limit: { type: 'string', help: 'How many runs at most (200)' },
    after: { type: 'string', help: 'The `next` of an earlier answer' },
  },
  async run(invocation) {
    const [sessionId = ''] = takeArguments(invocation, 1)
    const params = {
      sessionId,
      limit: numberFlag(invocation, 'limit', 1000) ?? 200,
      cursor: textFlag(invocation, 'after'),
    }
    const found = await withCaller(invocation, caller => caller.call('sessions.get', params))
    return printResult(invocation, found, each => sessionText(invocation, each))
  },
}

function sessionText(
  { terminal }: Invocation,
  { session, runs, total, next }: ResultOf<'sessions.get'>,
): string {
  return [
    terminal.paint('bold', printableLine(session.sessionId, 80)),
    [
      formatNumberOf(session.runCount, 'run'),
      ...(session.failedRunCount === 0 ? [] : [`${session.failedRunCount} failed`]),
      formatDuration(session.durationNs),
      formatNumberOf(session.callCount, 'call'),
      `${formatTotal(session.inputTokens, formatCount)} → ${formatTotal(session.outputTokens, formatCount)} tokens`,
      formatTotal(session.cost, formatDollars),
    ].join(' · '),
    ...(session.models.length === 0 ? [] : [printableLine(session.models.join(', '), 120)]),
    ...(session.source === null ? [] : [terminal.paint('dim', `named by ${session.source}`)]),
    '',
    renderTable(terminal, heads, runs.map(runRow)),
    ...(next === null ? [] : ['', `${runs.length} of ${total} runs; --after ${next} goes on.`]),
  ].join('\n')
}

function runRow({ run, depth, isCounted }: SessionRun): Cell[] {
  const why = run.parent === null ? '' : ` (${describeReason(run.parent)})`
  const elsewhere = isCounted ? '' : ` [counted in session ${printableLine(run.sessionId ?? '', 20)}]`
  return [
    { text: run.runId.slice(0, 12) },
    { text: run.status, colour: statusColours[run.status] },
    { text: localTime(run.startedAt) },
    { text: run.durationNs === null ? '…' : formatDuration(run.durationNs), isNumber: true },
    { text: String(run.callCount), isNumber: true },
    { text: formatTotal(run.cost, formatDollars), isNumber: true },
    { text: `${'  '.repeat(Math.min(depth, 10))}${printableLine(run.name, 50)}${why}${elsewhere}` },
  ]
}
