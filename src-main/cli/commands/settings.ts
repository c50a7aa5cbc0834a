import type { Caller } from '#contract/caller.ts'
import type { Settings } from '#contract/settings.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import { parseJson } from '../../base/json.ts'
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

function toValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^[[{]|^null$/.test(text)) return parseJson(text) ?? null
  return /^\d+$/.test(text) ? Number(text) : text
}

function settingsText(result: Settings): string {
  const width = Math.max(...Object.keys(result).map(key => key.length))
  return Object.entries(result)
    .map(([key, value]) => `${key.padEnd(width)}  ${valueText(value)}`)
    .join('\n')
}

/** Lists and tables have commands of their own; here they are counted. */
function valueText(value: unknown): string {
  if (value === null) return '–'
  if (typeof value !== 'object') return String(value)
  return `${formatNumberOf(Object.keys(value).length, 'entry', 'entries')} (--json shows them)`
}
