import type { Command } from '../command.ts'
import { labelRun, spanOption } from '../label-run.ts'
import { takeArguments } from '../options.ts'

export const note: Command = {
  name: 'note',
  summary: 'Writes a note on a run; an empty one takes it away.',
  usage: 'RUN TEXT',
  options: spanOption,
  async run(invocation) {
    const [reference = '', text = ''] = takeArguments(invocation, 2)
    return labelRun(invocation, reference, { note: text })
  },
}
