import type { Command } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

export const sample: Command = {
  name: 'sample',
  summary: 'Records the sample run that comes with Runback.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const loaded = await withCaller(invocation, caller => caller.call('samples.load', {}))
    return printResult(
      invocation,
      loaded,
      ({ runId }) => `Recorded run ${runId}. "runback runs show latest" shows it.`,
    )
  },
}
