import { parseArgs } from 'node:util'
import { type Command, UsageError } from './command.ts'
import { globalOptions, portOptions } from './options.ts'

export interface FoundCommand {
  readonly command: Command
  /** The command line without the words that named the command. */
  readonly rest: readonly string[]
}

/** Finds the command by its words, wherever global options stand. Undefined when no word is given. */
export function findCommand(commands: readonly Command[], args: readonly string[]): FoundCommand | undefined {
  const words = wordsOf(args)
  if (words.length === 0) return undefined
  for (const length of [2, 1]) {
    const named = words.slice(0, length)
    const name = named.map(word => word.value).join(' ')
    const command = commands.find(each => each.name === name)
    const indexes = new Set(named.map(word => word.index))
    if (command !== undefined) return { command, rest: args.filter((_, index) => !indexes.has(index)) }
  }
  throw new UsageError(
    unknownCommand(
      commands,
      words.map(word => word.value),
    ),
  )
}

function wordsOf(args: readonly string[]) {
  const options = { ...globalOptions, ...portOptions }
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  return tokens.filter(token => token.kind === 'positional').map(({ index, value }) => ({ index, value }))
}

function unknownCommand(commands: readonly Command[], words: readonly string[]): string {
  const [first = '', second = ''] = words
  const inGroup = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name)
  if (inGroup.length > 0 && second === '') return `"${first}" goes on with: ${inGroup.join(', ')}.`
  const typed = inGroup.length > 0 ? `${first} ${second}` : first
  const close = commands.map(({ name }) => name).filter(name => isClose(typed, name))
  const advice = close.length === 0 ? '' : ` Did you mean ${close.map(name => `"${name}"`).join(' or ')}?`
  return `There is no command "${typed}".${advice}`
}

function isClose(typed: string, name: string): boolean {
  const [word = ''] = name.split(' ')
  return [name, word].some(each => each.startsWith(typed) || editDistance(typed, each) <= 2)
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...right].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
