import type { Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import { type CacheRule, cacheRule, type ReportedTokens } from './cache-rule.ts'

const UNKNOWN: Figure = { confidence: 'unknown' }
const NOTHING_KNOWN: Usage = {
  freshInput: UNKNOWN,
  cacheRead: UNKNOWN,
  cacheWrite: UNKNOWN,
  input: UNKNOWN,
  output: UNKNOWN,
  reasoning: UNKNOWN,
}

/** What a producer counted, in buckets that never overlap and that are the same for every provider. */
export function usageVector(tokens: ReportedTokens | undefined, provider: string | undefined): Usage {
  if (tokens === undefined) return NOTHING_KNOWN
  return {
    ...promptOf(tokens, cacheRule(tokens, provider)),
    cacheRead: told(tokens.cacheReadTokens),
    cacheWrite: told(tokens.cacheWriteTokens),
    output: outputOf(tokens),
    reasoning: told(tokens.reasoningTokens),
  }
}

function promptOf(tokens: ReportedTokens, rule: CacheRule): Pick<Usage, 'freshInput' | 'input'> {
  const { inputTokens, cacheReadTokens, cacheWriteTokens } = tokens
  if (inputTokens === undefined) return { freshInput: UNKNOWN, input: UNKNOWN }
  const reported: Figure = { confidence: 'exact', value: inputTokens }
  if (cacheReadTokens === undefined && cacheWriteTokens === undefined)
    return promptWithoutCache(inputTokens, rule)

  const cached = (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0)
  const confidence = rule.isGuessed && cached > 0 ? 'estimated' : 'derived'
  const asTold: Figure = confidence === 'estimated' ? { confidence, value: inputTokens } : reported
  return rule.inputIncludesCache
    ? { freshInput: { confidence, value: inputTokens - cached }, input: asTold }
    : { freshInput: asTold, input: { confidence, value: inputTokens + cached } }
}

/** Nobody spoke of a cache, so one of the two figures rests on there having been none. */
function promptWithoutCache(value: number, rule: CacheRule): Pick<Usage, 'freshInput' | 'input'> {
  const reported: Figure = { confidence: 'exact', value }
  const guess: Figure = { confidence: 'estimated', value }
  return rule.inputIncludesCache
    ? { freshInput: guess, input: reported }
    : { freshInput: reported, input: guess }
}

/** Gemini counts thoughts beside the answer; where they are more than the output, they were not in it. */
function outputOf({ outputTokens, reasoningTokens = 0 }: ReportedTokens): Figure {
  if (outputTokens === undefined || reasoningTokens <= outputTokens) return told(outputTokens)
  return { confidence: 'derived', value: outputTokens + reasoningTokens }
}

function told(value: number | undefined): Figure {
  return value === undefined ? UNKNOWN : { confidence: 'exact', value }
}
