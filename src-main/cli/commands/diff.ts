import type { RunDiff } from '#contract/diff.ts'
import { type Command, exitCodes, type Invocation, UsageError } from '../command.ts'
import { findRunId } from '../find-run.ts'
import { takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { renderDiff } from '../render-diff.ts'
import { withCaller } from '../with-caller.ts'

const formats = ['table', 'json', 'markdown', 'html'] as const
type Format = (typeof formats)[number]

export const diff: Command = {
  name: 'diff',
  summary: 'Compares two runs: where they parted and why. Exits with 1 when they differ.',
  usage: 'RUN RUN',
  options: {
    format: { type: 'string', help: 'table, json, markdown or html (table)' },
    strict: { type: 'boolean', help: 'Ignore nothing: times, ids and temporary paths count too' },
  },
  async run(invocation) {
    const [left = '', right = ''] = takeArguments(invocation, 2)
    const format = formatOf(invocation)
    return withCaller(invocation, async caller => {
      const sides = {
        left: await findRunId(caller, left),
        right: await findRunId(caller, right),
        ...(invocation.flags.strict === true ? { rules: [] } : {}),
      }
      if (format === 'markdown' || format === 'html') {
        const report = await caller.call('diff.report', { ...sides, format })
        invocation.terminal.print(report.text)
        return exitCodeOf(report)
      }
      const found = await caller.call('diff', sides)
      const asked = { ...invocation, isJson: format === 'json' }
      printResult(asked, found, each => renderDiff(invocation.terminal, each))
      return exitCodeOf(found)
    })
  },
}

function exitCodeOf({ isSame }: Pick<RunDiff, 'isSame'>): number {
  return isSame ? exitCodes.ok : exitCodes.problem
}

function formatOf(invocation: Invocation): Format {
  const given = textFlag(invocation, 'format') ?? (invocation.isJson ? 'json' : 'table')
  const format = formats.find(each => each === given)
  if (format === undefined) throw new UsageError(`--format is ${formats.join(', ')}, not "${given}".`)
  return format
}
