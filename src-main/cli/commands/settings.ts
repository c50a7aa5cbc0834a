import type { Caller } from '#contract/caller.ts'
import type { Settings } from '#contract/settings.ts'
import { type Command, UsageError } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

export const settings: Command = {
  name: 'settings',
  summary: 'Shows the settings, or changes one.',
  usage: '[KEY VALUE]',
  options: {},
  async run(invocation) {
    const [key, value] = takeArguments(invocation, 0, 2)
    if (key !== undefined && value === undefined) throw new UsageError(`Say what ${key} shall be.`)
    const result = await withCaller(invocation, caller =>
      key === undefined || value === undefined ? caller.call('settings.get', {}) : change(caller, key, value),
    )
    return printResult(invocation, result, settingsText)
  },
}

/** The engine judges the value; it would pass over a key it does not know. */
async function change(caller: Caller, key: string, value: string): Promise<Settings> {
  const known = Object.keys(await caller.call('settings.get', {}))
  if (!known.includes(key)) throw new UsageError(`There is no setting "${key}", only ${known.join(', ')}.`)
  return caller.call('settings.set', { [key]: toValue(value) })
}

function toValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^\d+$/.test(text) ? Number(text) : text
}

function settingsText(result: Settings): string {
  const width = Math.max(...Object.keys(result).map(key => key.length))
  return Object.entries(result)
    .map(([key, value]) => `${key.padEnd(width)}  ${value}`)
    .join('\n')
}
