import type { Command } from '../command.ts'
import { findRunId } from '../find-run.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { renderRun } from '../run-tree.ts'
import { withCaller } from '../with-caller.ts'

const allSpans = 100_000
const someSpans = 200

export const runsShow: Command = {
  name: 'runs show',
  summary: 'Shows one run as a tree of its spans.',
  usage: 'RUN',
  options: { all: { type: 'boolean', help: `All spans, not only the first ${someSpans}` } },
  async run(invocation) {
    const [reference = ''] = takeArguments(invocation, 1)
    const limit = invocation.isJson || invocation.flags.all === true ? allSpans : someSpans
    const run = await withCaller(invocation, async caller =>
      caller.call('runs.get', { runId: await findRunId(caller, reference), limit }),
    )
    return printResult(invocation, run, each => renderRun(invocation.terminal, each))
  },
}
