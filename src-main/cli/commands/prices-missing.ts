import type { ResultOf } from '#contract/operations.ts'
import type { MissingPrice } from '#contract/price.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatShortCount } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Command, Invocation } from '../command.ts'
import { localTimeOfMs } from '../local-time.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { type Cell, renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

export const pricesMissing: Command = {
  name: 'prices missing',
  summary: 'Lists the models that need a price.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const result = await withCaller(invocation, caller => caller.call('prices.missing', { limit: 1000 }))
    return printResult(invocation, result, each => missingText(invocation, each))
  },
}

function missingText({ terminal }: Invocation, { models }: ResultOf<'prices.missing'>): string {
  if (models.length === 0) return 'Every model that was called has a price.'
  const heads = ['MODEL', 'PROVIDER', 'CALLS', 'IN', 'OUT', 'REPORTED', 'FIRST', 'LAST']
  return renderTable(terminal, heads, models.map(missingRow))
}

function missingRow(missing: MissingPrice): Cell[] {
  const number = (text: string): Cell => ({ text, isNumber: true })
  return [
    { text: printableLine(missing.model, 50), colour: 'bold' },
    { text: printableLine(missing.provider ?? '', 30) },
    number(formatCount(missing.calls)),
    number(formatTotal(missing.inputTokens, formatShortCount)),
    number(formatTotal(missing.outputTokens, formatShortCount)),
    number(formatTotal(missing.reportedCost, formatDollars)),
    { text: localTimeOfMs(missing.firstSeenAt) },
    { text: localTimeOfMs(missing.lastSeenAt) },
  ]
}
