import type { ResultOf } from '#contract/operations.ts'
import type { UserPrice } from '#contract/price.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Command, Invocation } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { type Cell, renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

export const pricesList: Command = {
  name: 'prices list',
  summary: 'Lists the prices you set, and names the price list that holds for the rest.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const result = await withCaller(invocation, caller => caller.call('prices.list', {}))
    return printResult(invocation, result, each => listText(invocation, each))
  },
}

function listText({ terminal }: Invocation, { prices, issues, file, list }: ResultOf<'prices.list'>): string {
  const heads = ['MODEL', 'PROVIDER', 'FROM', 'IN', 'OUT', 'CACHE', 'WRITE', 'WRITE 1H', 'NOTE']
  const table =
    prices.length === 0
      ? 'You set no price. "runback prices set MODEL --input 1 --output 2" does.'
      : renderTable(terminal, heads, prices.map(priceRow))
  return [
    table,
    '',
    ...issues,
    `Dollars per million tokens, kept in ${file}. For the rest: ${list.name} of ${list.date}.`,
  ].join('\n')
}

function priceRow(price: UserPrice): Cell[] {
  const amount = (value: number | null): Cell => ({
    text: value === null ? '' : String(value),
    isNumber: true,
  })
  return [
    { text: printableLine(price.model, 50), colour: 'bold' },
    { text: printableLine(price.provider ?? 'any', 30) },
    { text: price.validFrom ?? '' },
    amount(price.input),
    amount(price.output),
    amount(price.cacheRead),
    amount(price.cacheWrite5m),
    amount(price.cacheWrite1h),
    { text: printableLine(price.note ?? '', 40) },
  ]
}
