import type { Command } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'

export const token: Command = {
  name: 'token',
  summary: 'Prints the bearer token of the API and of MCP over HTTP.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const { readOrCreateToken } = await import('../../host/token.ts')
    return printResult(invocation, { token: readOrCreateToken(invocation.dataDir) }, each => each.token)
  },
}
