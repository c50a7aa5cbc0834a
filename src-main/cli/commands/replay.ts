import { type Command, UsageError } from '../command.ts'
import { takeArguments } from '../options.ts'
import { replayOptions, replayWithModel } from '../replay/replay-with-model.ts'

/** Two ways to run a recording back: its calls asked again by Runback, or its own program with the recording as its model. */
export const replay: Command = {
  name: 'replay',
  summary: 'Asks the calls of a recorded run again, with another model if you like, into a run of its own.',
  usage: 'RUN',
  options: replayOptions,
  async run(invocation) {
    if (invocation.arguments.length === 0) throw new UsageError('Name the run to replay, or "latest".')
    const [run = ''] = takeArguments(invocation, 1)
    return replayWithModel(invocation, run)
  },
}
