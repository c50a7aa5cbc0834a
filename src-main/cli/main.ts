import { errorCode } from '../base/error-code.ts'
import { appVersion } from './app-files.ts'
import { exitCodes } from './command.ts'
import { runCommandLine } from './run-command-line.ts'
import { processTerminal } from './terminal.ts'

// Whoever reads our output may stop reading at any time, as `head` does.
process.stdout.on('error', error => {
  if (errorCode(error) === 'EPIPE') process.exit(0)
  console.error(`The answer cannot be written: ${error.message}`)
  process.exit(exitCodes.problem)
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: processTerminal(),
  version: appVersion(),
  connect: async (dataDir, version) => {
    const { connect } = await import('../host/connect.ts')
    return connect(dataDir, version)
  },
})
