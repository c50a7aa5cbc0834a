import type { JsonObject } from '../base/json.ts'
import { numberField, objectField } from '../base/json-field.ts'
import type { Attributes } from './make-span.ts'

const COUNTS = [
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
  'reasoning_output_tokens',
  'total_tokens',
] as const

/** Finds the usage of each call in counts that only grow, and are told again whenever a rate limit changes. */
export function createCodexUsage() {
  let totals: JsonObject | undefined
  let previous: string | undefined

  /** The counts of one call, or undefined when nothing was counted since. */
  return (info: JsonObject | undefined): Attributes | undefined => {
    const total = objectField(info, 'total_token_usage')
    const last = objectField(info, 'last_token_usage')
    const told = JSON.stringify(total ?? last)
    if (told === undefined || told === previous) return undefined
    const since = last ?? (total === undefined ? undefined : difference(total, totals))
    previous = told
    totals = total ?? totals
    return since && attributesOf(since)
  }
}

function difference(total: JsonObject, before: JsonObject | undefined): JsonObject {
  return Object.fromEntries(
    COUNTS.map(name => [name, (numberField(total, name) ?? 0) - (numberField(before, name) ?? 0)]),
  )
}

function attributesOf(usage: JsonObject): Attributes {
  const [input, cached, output, reasoning = 0, total] = COUNTS.map(name => numberField(usage, name))
  const isBeside = output !== undefined && reasoning > 0 && total === (input ?? 0) + output + reasoning
  return {
    'gen_ai.usage.input_tokens': input,
    'gen_ai.usage.cache_read.input_tokens': cached,
    'gen_ai.usage.output_tokens': isBeside ? output + reasoning : output,
    'gen_ai.usage.reasoning.output_tokens': reasoning,
  }
}
