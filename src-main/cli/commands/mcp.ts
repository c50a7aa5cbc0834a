import { type Command, exitCodes } from '../command.ts'
import { takeArguments } from '../options.ts'

export const mcp: Command = {
  name: 'mcp',
  summary: 'Serves an agent over stdin and stdout (Model Context Protocol); opens no port.',
  usage: '',
  options: {
    'allow-writes': { type: 'boolean', help: 'Offer what changes or deletes, too' },
    yes: { type: 'boolean', help: 'Let replays spend money without asking a person' },
  },
  async run(invocation) {
    takeArguments(invocation, 0)
    const { serveMcpOverStdio } = await import('../../mcp/stdio.ts')
    const { version, dataDir, flags } = invocation
    const connection = await invocation.connect(dataDir, version)
    try {
      const allowWrites = flags['allow-writes'] === true
      await serveMcpOverStdio(connection.caller, { version, allowWrites, spendsUnasked: flags.yes === true })
    } finally {
      await connection.close()
    }
    return exitCodes.ok
  },
}
