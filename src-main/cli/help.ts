import type { Command, Options } from './command.ts'
import { globalOptions } from './options.ts'

const exitCodeHelp = 'Exit codes: 0 done, 1 a problem, 2 the command line makes no sense.'

export function programHelp(commands: readonly Command[]): string {
  const rows = commands.map(command => [signatureOf(command), command.summary] as const)
  return [
    'Runback: the flight recorder for AI agents on your own machine.',
    '',
    'Usage: runback COMMAND [options]',
    '',
    'Commands:',
    ...alignRows(rows),
    '',
    'Options of every command:',
    ...optionLines(globalOptions),
    '',
    'RUN and SPAN are ids or the beginning of one; RUN may be "latest".',
    exitCodeHelp,
  ].join('\n')
}

export function commandHelp(command: Command): string {
  const usage = ['runback', signatureOf(command), '[options]'].join(' ')
  const lines = optionLines({ ...command.options, ...globalOptions })
  return [`Usage: ${usage}`, '', command.summary, '', 'Options:', ...lines, '', exitCodeHelp].join('\n')
}

function signatureOf({ name, usage }: Command): string {
  return usage === '' ? name : `${name} ${usage}`
}

function optionLines(options: Options): string[] {
  const rows = Object.entries(options).map(([name, { type, short, help }]) => {
    const value = type === 'string' ? ` ${name.split('-').at(-1)?.toUpperCase()}` : ''
    return [`${short === undefined ? '' : `-${short}, `}--${name}${value}`, help] as const
  })
  return alignRows(rows)
}

function alignRows(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
