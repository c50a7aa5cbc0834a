import type { ResultOf } from '#contract/operations.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatNumberOf } from '../../base/format-quantity.ts'
import type { Command } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

export const pricesReprice: Command = {
  name: 'prices reprice',
  summary: 'Prices recorded calls again by the prices of now.',
  usage: '',
  options: { 'dry-run': { type: 'boolean', help: 'Only say what would change' } },
  async run(invocation) {
    takeArguments(invocation, 0)
    const dryRun = invocation.flags['dry-run'] === true
    const result = await withCaller(invocation, caller => caller.call('prices.reprice', { dryRun }))
    return printResult(invocation, result, repriceText)
  },
}

function repriceText({ calls, changed, before, after, dryRun }: ResultOf<'prices.reprice'>): string {
  const verb = dryRun ? 'would change' : 'changed'
  const [was, is] = [before, after].map(total => formatTotal(total, formatDollars))
  return `${formatNumberOf(changed, 'call')} of ${formatCount(calls)} ${verb}. All of them: ${was} before, ${is} ${dryRun ? 'then' : 'now'}.`
}
