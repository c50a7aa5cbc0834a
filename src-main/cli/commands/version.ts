import type { Command } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'

export const version: Command = {
  name: 'version',
  summary: 'Prints the version.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    return printResult(invocation, { version: invocation.version }, each => `runback ${each.version}`)
  },
}
