import type { JsonObject } from '../base/json.ts'
import { numberField, objectField } from '../base/json-field.ts'

/**
 * Langfuse's own counts never overlap, but what an SDK was given is kept as it was. Where the total says that the
 * cache or the reasoning is within another count, it is taken out of it.
 */
export function langfuseUsage(observation: JsonObject): JsonObject | undefined {
  const details = objectField(observation, 'usageDetails') ?? legacyUsage(observation)
  const input = numberField(details, 'input')
  const output = numberField(details, 'output')
  const total = numberField(details, 'total')
  if (details === undefined || input === undefined || output === undefined || total === undefined)
    return details
  const cached = sumOf(details, /^(input_)?cache|input.*cache/)
  const reasoning = sumOf(details, /reasoning/)
  const overlap = input + cached + output + reasoning - total
  const isCacheWithin = cached > 0 && (overlap === cached || overlap === cached + reasoning)
  const isReasoningWithin = reasoning > 0 && !(isCacheWithin && overlap === cached) && overlap >= reasoning
  return {
    ...details,
    input: isCacheWithin ? input - cached : input,
    output: isReasoningWithin ? output - reasoning : output,
  }
}

function sumOf(details: JsonObject, names: RegExp): number {
  return Object.keys(details)
    .filter(name => names.test(name))
    .reduce((sum, name) => sum + (numberField(details, name) ?? 0), 0)
}

/** Counts of characters, images or seconds are no tokens. */
function legacyUsage(observation: JsonObject): JsonObject | undefined {
  const usage = objectField(observation, 'usage')
  if (usage === undefined || (usage.unit !== undefined && usage.unit !== null && usage.unit !== 'TOKENS')) {
    return undefined
  }
  return usage
}
