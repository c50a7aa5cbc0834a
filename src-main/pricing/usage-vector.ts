import type { Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import { type CountingRule, countingRule } from './counting-rule.ts'
import type { ReportedTokens } from './reported-tokens.ts'
import { tokenBuckets } from './token-buckets.ts'

const UNKNOWN: Figure = { confidence: 'unknown' }
const NOTHING_KNOWN: Usage = {
  freshInput: UNKNOWN,
  cacheRead: UNKNOWN,
  cacheWrite: UNKNOWN,
  input: UNKNOWN,
  output: UNKNOWN,
  reasoning: UNKNOWN,
  buckets: {},
}

/** What a producer counted, in buckets that never overlap and that are the same for every provider. */
export function usageVector(reported: ReportedTokens | undefined, provider: string | undefined): Usage {
  if (reported === undefined) return NOTHING_KNOWN
  const tokens = withCacheWrites(reported)
  const rule = countingRule(tokens, provider)
  const totals = {
    ...promptOf(tokens, rule),
    cacheRead: told(tokens.cacheReadTokens),
    cacheWrite: told(tokens.cacheWriteTokens),
    output: outputOf(tokens, rule),
    reasoning: told(tokens.reasoningTokens),
  }
  return { ...totals, buckets: tokenBuckets(totals, tokens) }
}

/** Some tell only how long the writes live, and leave the adding to us. */
function withCacheWrites(tokens: ReportedTokens): ReportedTokens {
  const { cacheWrite5mTokens: short, cacheWrite1hTokens: long } = tokens.details ?? {}
  if (tokens.cacheWriteTokens !== undefined || (short === undefined && long === undefined)) return tokens
  return { ...tokens, cacheWriteTokens: (short ?? 0) + (long ?? 0) }
}

function promptOf(tokens: ReportedTokens, rule: CountingRule): Pick<Usage, 'freshInput' | 'input'> {
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
function promptWithoutCache(value: number, rule: CountingRule): Pick<Usage, 'freshInput' | 'input'> {
  const reported: Figure = { confidence: 'exact', value }
  const guess: Figure = { confidence: 'estimated', value }
  return rule.inputIncludesCache
    ? { freshInput: guess, input: reported }
    : { freshInput: reported, input: guess }
}

/** Some count thoughts beside the answer. */
function outputOf({ outputTokens, reasoningTokens = 0 }: ReportedTokens, rule: CountingRule): Figure {
  if (outputTokens === undefined || rule.outputIncludesReasoning) return told(outputTokens)
  return { confidence: 'derived', value: outputTokens + reasoningTokens }
}

function told(value: number | undefined): Figure {
  return value === undefined ? UNKNOWN : { confidence: 'exact', value }
}
