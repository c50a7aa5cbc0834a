import type { UserPrice } from '#contract/price.ts'
import { type Command, type Invocation, type Options, UsageError } from '../command.ts'
import { takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

const keyOptions: Options = {
  provider: { type: 'string', help: 'Only for this provider, for example openai (any)' },
  from: { type: 'string', help: 'The first day the price is for (always)' },
}
/** Option → what it sets. */
const AMOUNTS = {
  input: 'input',
  output: 'output',
  'cache-read': 'cacheRead',
  'cache-write': 'cacheWrite5m',
  'cache-write-1h': 'cacheWrite1h',
  reasoning: 'reasoning',
  'audio-input': 'audioInput',
  'audio-output': 'audioOutput',
} as const satisfies Record<string, keyof UserPrice>

export const pricesSet: Command = {
  name: 'prices set',
  summary: 'Sets a price in dollars per million tokens; * in a model name stands for anything.',
  usage: 'MODEL',
  options: {
    input: { type: 'string', help: 'A million input tokens' },
    output: { type: 'string', help: 'A million output tokens' },
    'cache-read': { type: 'string', help: 'Read from the cache (as input)' },
    'cache-write': { type: 'string', help: 'Written to the cache (as input)' },
    'cache-write-1h': { type: 'string', help: 'Written to last an hour (as --cache-write)' },
    reasoning: { type: 'string', help: 'Reasoning (as output)' },
    'audio-input': { type: 'string', help: 'Sound in (as input)' },
    'audio-output': { type: 'string', help: 'Sound out (as output)' },
    ...keyOptions,
    note: { type: 'string', help: 'Where the price comes from' },
  },
  async run(invocation) {
    const [model = ''] = takeArguments(invocation, 1)
    const price = {
      model,
      provider: textFlag(invocation, 'provider') ?? null,
      validFrom: textFlag(invocation, 'from') ?? null,
      note: textFlag(invocation, 'note') ?? null,
      ...amountsOf(invocation),
    }
    const result = await withCaller(invocation, caller => caller.call('prices.set', price))
    return printResult(
      invocation,
      result,
      () => `Set. Calls from now on have this price; "runback prices reprice" applies it to recorded ones.`,
    )
  },
}

export const pricesRemove: Command = {
  name: 'prices remove',
  summary: 'Removes a price you set.',
  usage: 'MODEL',
  options: keyOptions,
  async run(invocation) {
    const [model = ''] = takeArguments(invocation, 1)
    const key = {
      model,
      provider: textFlag(invocation, 'provider'),
      validFrom: textFlag(invocation, 'from'),
    }
    const result = await withCaller(invocation, caller => caller.call('prices.remove', key))
    return printResult(invocation, result, () => 'Removed.')
  },
}

function amountsOf(invocation: Invocation) {
  const told = Object.entries(AMOUNTS).flatMap(([option, field]) => {
    const text = textFlag(invocation, option)
    if (text === undefined) return []
    if (!/^\d+(\.\d+)?$/.test(text))
      throw new UsageError(`--${option} takes dollars like 2.50, not "${text}".`)
    return [[field, Number(text)] as const]
  })
  const amounts: Partial<Record<(typeof AMOUNTS)[keyof typeof AMOUNTS], number>> = Object.fromEntries(told)
  const { input, output } = amounts
  if (input === undefined || output === undefined) {
    throw new UsageError('A price needs --input and --output, in dollars per million tokens.')
  }
  return { ...amounts, input, output }
}
