import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeProblem, ProblemError } from '#contract/problems.ts'
import { defaultDataDir } from '../host/data-dir.ts'
import { type Command, exitCodes, type Invocation, UsageError } from './command.ts'
import { commands } from './commands/index.ts'
import { type FoundCommand, findCommand } from './find-command.ts'
import { commandHelp, programHelp } from './help.ts'
import { globalOptions } from './options.ts'

export type Surroundings = Pick<Invocation, 'terminal' | 'version' | 'connect'>

/** Does what the command line says and resolves with the exit code. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const found = findCommand(commands, aliasOf(args))
    if (found === undefined) {
      surroundings.terminal.print(programHelp(commands))
      return exitCodes.ok
    }
    return await runFound(found, surroundings)
  } catch (error) {
    return tellFailure(error, args, surroundings)
  }
}

async function runFound({ command, rest }: FoundCommand, surroundings: Surroundings): Promise<number> {
  const { values, positionals } = parseStrictly(command, rest)
  if (values.help === true) {
    surroundings.terminal.print(commandHelp(command))
    return exitCodes.ok
  }
  const givenDir = values['data-dir']
  return command.run({
    ...surroundings,
    arguments: positionals,
    flags: values,
    isJson: values.json === true,
    dataDir:
      typeof givenDir === 'string'
        ? resolve(givenDir)
        : resolve(defaultDataDir(process.env, process.platform, homedir())),
  })
}

function parseStrictly(command: Command, args: readonly string[]) {
  const options = { ...globalOptions, ...command.options }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(
      `${message.split('. To specify')[0]}. "runback ${command.name} --help" shows what it takes.`,
    )
  }
}

function aliasOf(args: readonly string[]): readonly string[] {
  if (args[0] === '--version' || args[0] === '-v') return ['version', ...args.slice(1)]
  if (args[0] === 'help') return args.length === 1 ? [] : [...args.slice(1), '--help']
  return args
}

function tellFailure(error: unknown, args: readonly string[], { terminal }: Surroundings): number {
  if (error instanceof UsageError) {
    terminal.tell(error.message)
    return exitCodes.usage
  }
  if (!(error instanceof ProblemError)) throw error
  const message = describeProblem(error.problem)
  terminal.tell(args.includes('--json') ? JSON.stringify({ ...error.problem, message }) : message)
  return exitCodes.problem
}
