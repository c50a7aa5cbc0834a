import type { Command } from '../command.ts'
import { labelRun, spanOption } from '../label-run.ts'
import { takeArguments } from '../options.ts'

export const star: Command = {
  name: 'star',
  summary: 'Stars a run, so that it is never deleted by itself.',
  usage: 'RUN',
  options: { off: { type: 'boolean', help: 'Takes the star away' }, ...spanOption },
  async run(invocation) {
    const [reference = ''] = takeArguments(invocation, 1)
    return labelRun(invocation, reference, { star: invocation.flags.off !== true })
  },
}
