import type { ReportedTokens } from './reported-tokens.ts'

export interface CountingRule {
  readonly inputIncludesCache: boolean
  readonly outputIncludesReasoning: boolean
  /** Whether the part about the cache rests on the provider's habit alone. */
  readonly isGuessed: boolean
}

/** Whether a provider's own API counts cached tokens within its input tokens. */
const HABITS: ReadonlyMap<string, boolean> = new Map([
  // `input_tokens` is what follows the last cache breakpoint; reads and writes stand beside it.
  ['anthropic', false],
  // Converse reports `inputTokens` beside `cacheReadInputTokens` and `cacheWriteInputTokens`.
  ['aws.bedrock', false],
  // `cached_tokens` is a detail of `prompt_tokens`.
  ['openai', true],
  ['azure.openai', true],
  // `promptTokenCount` is the whole prompt, with `cachedContentTokenCount` in it.
  ['google.gemini', true],
  ['google.vertex', true],
  // `prompt_tokens` is the sum of cache hits and misses.
  ['deepseek', true],
])
/** Everybody else copies OpenAI's API, and with it this habit. */
const COMMON_HABIT = true

/** What is counted within what. What the counts themselves prove comes first. */
export function countingRule(tokens: ReportedTokens, provider: string | undefined): CountingRule {
  const { cacheReadTokens = 0, cacheWriteTokens = 0, reasoningTokens = 0, inputIncludesCache } = tokens
  const cached = cacheReadTokens + cacheWriteTokens
  const habit = HABITS.get(provider ?? '') ?? COMMON_HABIT
  const proof = proofOf(tokens, cached, reasoningTokens)
  const outputIncludesReasoning = proof?.outputIncludesReasoning ?? !isMoreThanOutput(tokens)
  if (isMoreThanInput(tokens, cached))
    return { inputIncludesCache: false, outputIncludesReasoning, isGuessed: false }
  if (inputIncludesCache !== 'unsaid')
    return { inputIncludesCache, outputIncludesReasoning, isGuessed: false }
  if (proof?.inputIncludesCache === false || (proof?.inputIncludesCache === true && habit))
    return { inputIncludesCache: proof.inputIncludesCache, outputIncludesReasoning, isGuessed: false }
  return { inputIncludesCache: habit, outputIncludesReasoning, isGuessed: true }
}

/** A part is never more than the whole. */
function isMoreThanInput({ inputTokens }: ReportedTokens, cached: number): boolean {
  return inputTokens !== undefined && cached > inputTokens
}

function isMoreThanOutput({ outputTokens, reasoningTokens = 0 }: ReportedTokens): boolean {
  return outputTokens !== undefined && reasoningTokens > outputTokens
}

/**
 * A total tells which of the four ways to add up was meant, when just one of them comes out right. That the cache is
 * within the input is proven by it only for those who usually count so: some leave the cache out of their total.
 */
function proofOf(tokens: ReportedTokens, cached: number, reasoning: number) {
  const { inputTokens, outputTokens, details } = tokens
  if (details?.totalTokens === undefined || inputTokens === undefined || outputTokens === undefined)
    return undefined
  const beyond = details.totalTokens - inputTokens - outputTokens
  const ways = [true, false].flatMap(inputIncludesCache =>
    [true, false].map(outputIncludesReasoning => ({ inputIncludesCache, outputIncludesReasoning })),
  )
  const right = ways.filter(
    way => (way.inputIncludesCache ? 0 : cached) + (way.outputIncludesReasoning ? 0 : reasoning) === beyond,
  )
  const [only] = right
  if (only === undefined) return undefined
  const agreed = <K extends keyof typeof only>(key: K) =>
    right.every(way => way[key] === only[key]) ? only[key] : undefined
  return {
    inputIncludesCache: agreed('inputIncludesCache'),
    outputIncludesReasoning: agreed('outputIncludesReasoning'),
  }
}
