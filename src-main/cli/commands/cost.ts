import type { CostGrouping } from '#contract/cost.ts'
import type { ResultOf } from '#contract/operations.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatNumberOf, formatShortCount } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { type Command, type Invocation, UsageError } from '../command.ts'
import { numberFlag, takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { sinceText } from '../since.ts'
import { type Cell, renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

type Summary = ResultOf<'costs.summary'>

const groupings = [
  'day',
  'model',
  'provider',
  'agent',
  'service',
  'session',
] as const satisfies readonly CostGrouping[]

export const cost: Command = {
  name: 'cost',
  summary: 'What calls cost, by day, model, provider, agent, service or session.',
  usage: '',
  options: {
    by: { type: 'string', help: `One of ${groupings.join(', ')} (day)` },
    since: { type: 'string', help: 'How long back, like 7d or 12h, or a date' },
    until: { type: 'string', help: 'The last day' },
    limit: { type: 'string', help: 'How many rows at most (30)' },
  },
  async run(invocation) {
    takeArguments(invocation, 0)
    const since = textFlag(invocation, 'since')
    const params = {
      groupBy: groupingOf(textFlag(invocation, 'by')),
      from: since === undefined ? undefined : sinceText(since, Date.now()),
      to: textFlag(invocation, 'until'),
      limit: numberFlag(invocation, 'limit', 1000) ?? 30,
    }
    const summary = await withCaller(invocation, caller => caller.call('costs.summary', params))
    return printResult(invocation, summary, each => summaryText(invocation, each))
  },
}

function groupingOf(text = 'day'): CostGrouping {
  const grouping = groupings.find(each => each === text)
  if (grouping === undefined)
    throw new UsageError(`--by takes one of ${groupings.join(', ')}, not "${text}".`)
  return grouping
}

function summaryText({ terminal }: Invocation, summary: Summary): string {
  const { groupBy, groups, totals, total } = summary
  if (groups.length === 0) return 'No calls were recorded in this time.'
  const heads = [groupBy.toUpperCase(), 'CALLS', 'IN', 'CACHED', 'OUT', 'COST']
  const rows = [
    ...groups.map(group => rowOf(group.key ?? '(not told)', group)),
    rowOf('all', totals).map((cell): Cell => ({ ...cell, colour: 'bold' })),
  ]
  const left = total - groups.length
  const more = left > 0 ? [`${formatNumberOf(left, 'row')} more; --limit shows them.`] : []
  return [renderTable(terminal, heads, rows), '', ...more, ...notesOn(summary)].join('\n')
}

function rowOf(name: string, totals: Summary['totals']): Cell[] {
  const number = (text: string): Cell => ({ text, isNumber: true })
  return [
    { text: printableLine(name, 60) },
    number(formatCount(totals.calls)),
    number(formatTotal(totals.inputTokens, formatShortCount)),
    number(formatTotal(totals.cacheReadTokens, formatShortCount)),
    number(formatTotal(totals.outputTokens, formatShortCount)),
    number(formatTotal(totals.cost, formatDollars)),
  ]
}

function notesOn({ totals, prices }: Summary): string[] {
  const { unpricedCalls, reportedCalls, cost: sum } = totals
  return [
    `Prices: yours, then ${prices.name} of ${prices.date}. ~ estimated, ≥ some unknown, ? unknown.`,
    ...(reportedCalls > 0
      ? [`${formatNumberOf(reportedCalls, 'call')} at the cost the sender reported.`]
      : []),
    ...(unpricedCalls > 0 && sum.missing > 0
      ? [`${formatNumberOf(unpricedCalls, 'call')} of models that need a price: "runback prices missing".`]
      : []),
  ]
}
