import type { MetricSeries } from '#contract/metric.ts'
import type { ResultOf } from '#contract/operations.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Command, Invocation } from '../command.ts'
import { localTime } from '../local-time.ts'
import { numberFlag, takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { type Cell, renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

const heads = ['METRIC', 'SERVICE', 'OF', 'POINTS', 'LAST', 'COUNT', 'VALUE', 'UNIT']

export const metrics: Command = {
  name: 'metrics',
  summary: 'Shows the gen_ai metrics that senders exported, each with the last it said.',
  usage: '',
  options: { limit: { type: 'string', help: 'How many series at most (100)' } },
  async run(invocation) {
    takeArguments(invocation, 0)
    const limit = numberFlag(invocation, 'limit', 10_000) ?? 100
    const list = await withCaller(invocation, caller => caller.call('metrics.list', { limit }))
    return printResult(invocation, list, each => listText(invocation, each))
  },
}

function listText({ terminal }: Invocation, list: ResultOf<'metrics.list'>): string {
  const { series, total, returned } = list
  if (series.length === 0) return 'No metrics named gen_ai.* were sent; others are accepted and not kept.'
  const table = renderTable(terminal, heads, series.map(seriesRow))
  return returned < total ? `${table}\n\n${returned} of ${total} series; --limit shows more.` : table
}

function seriesRow(series: MetricSeries): Cell[] {
  const { name, serviceName, attributes, points, lastAt, count, unit } = series
  const of = attributes.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)))
  return [
    { text: printableLine(name, 60), colour: 'bold' },
    { text: printableLine(serviceName ?? '', 30) },
    { text: printableLine(of.join(' '), 60) },
    { text: String(points), isNumber: true },
    { text: localTime(lastAt) },
    { text: count === null ? '' : String(count), isNumber: true },
    { text: valueText(series), isNumber: true },
    { text: printableLine(unit, 12) },
  ]
}

/** Of a histogram or a summary the sum is told. */
function valueText({ value, sum }: MetricSeries): string {
  const told = value ?? sum
  return told === null ? 'unknown' : String(Number(told.toPrecision(6)))
}
