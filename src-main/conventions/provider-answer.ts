import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { numberField, objectField } from '../base/json-field.ts'
import type { CallMeaning, ReportedUsage } from './meaning.ts'
import { reportedUsage } from './reported-usage.ts'

const MAX_DOLLARS = 1e6

/** Adds what the provider's own answer tells of its tokens where an instrumentation told only their sums. */
export function withAnswerUsage(
  usage: ReportedUsage | undefined,
  answer: JsonValue | undefined,
): ReportedUsage | undefined {
  const sent = usageIn(answer)
  const told = sent && reportedUsage(sent, 'unsaid')
  if (told?.details === undefined || usage === undefined) return usage
  // The total is one of the provider's own counts, and proves nothing about those of an instrumentation.
  const { totalTokens, ...details } = told.details
  return Object.keys(details).length === 0 ? usage : { ...usage, details: { ...details, ...usage.details } }
}

/** What a provider says it charged. OpenRouter tells a number, Perplexity a sum with its parts. */
export function billedCost(
  answer: JsonValue | undefined,
): Pick<CallMeaning, 'reportedCostUsd' | 'isCostBilled'> | undefined {
  const usage = usageIn(answer)
  const cost = numberField(usage, 'cost') ?? numberField(objectField(usage, 'cost'), 'total_cost')
  if (cost === undefined || cost < 0 || cost > MAX_DOLLARS) return undefined
  return { reportedCostUsd: cost, isCostBilled: true }
}

function usageIn(answer: JsonValue | undefined): JsonObject | undefined {
  return isJsonObject(answer) ? objectField(answer, 'usage', 'token_usage', 'usageMetadata') : undefined
}
