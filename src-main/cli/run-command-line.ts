import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeProblem, ProblemError } from '#contract/problems.ts'
import { defaultDataDir } from '../host/data-dir.ts'
import { exitCodes, type Invocation, type Options, UsageError } from './command.ts'
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
      parseStrictly('runback', globalOptions, aliasOf(args))
      surroundings.terminal.print(programHelp(commands))
      return exitCodes.ok
    }
    return await runFound(found, surroundings)
  } catch (error) {
    return tellFailure(error, args, surroundings)
  }
}

async function runFound({ command, rest }: FoundCommand, surroundings: Surroundings): Promise<number> {
  const options = { ...globalOptions, ...command.options }
  const { values, positionals } = parseStrictly(
    `runback ${command.name}`,
    options,
    command.takesSigns === true ? signsLast(rest) : rest,
  )
  if (values.help === true) {
    surroundings.terminal.print(commandHelp(command))
    return exitCodes.ok
  }
  return command.run({
    ...surroundings,
    usage: `${command.name} ${command.usage}`.trim(),
    arguments: positionals,
    flags: values,
    isJson: values.json === true,
    dataDir: dataDirOf(values['data-dir']),
  })
}

function dataDirOf(given: Invocation['flags'][string]): string {
  // An empty name would mean the current folder: most likely a variable in a script that is not set.
  if (given === '') throw new UsageError('--data-dir names no folder.')
  return resolve(typeof given === 'string' ? given : defaultDataDir(process.env, process.platform, homedir()))
}

function parseStrictly(program: string, options: Options, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${message.split(/\.\s/)[0]}. "${program} --help" shows what it takes.`)
  }
}

/** What stands behind `--` is an argument, whatever it begins with. */
function signsLast(args: readonly string[]): readonly string[] {
  const isSigned = (arg: string) => /^-[^-]/.test(arg) && arg !== '-h'
  return [...args.filter(arg => !isSigned(arg)), '--', ...args.filter(isSigned)]
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
