/** Token counts as a producer gave them. */
export interface ReportedTokens {
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly cacheReadTokens: number | undefined
  readonly cacheWriteTokens: number | undefined
  readonly reasoningTokens: number | undefined
  readonly inputIncludesCache: boolean | 'unsaid'
}

export interface CacheRule {
  readonly inputIncludesCache: boolean
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

/** What the counts themselves prove comes first: a part is never more than the whole. */
export function cacheRule(tokens: ReportedTokens, provider: string | undefined): CacheRule {
  const { inputTokens, cacheReadTokens = 0, cacheWriteTokens = 0, inputIncludesCache } = tokens
  if (inputTokens !== undefined && cacheReadTokens + cacheWriteTokens > inputTokens) {
    return { inputIncludesCache: false, isGuessed: false }
  }
  if (inputIncludesCache !== 'unsaid') return { inputIncludesCache, isGuessed: false }
  return { inputIncludesCache: HABITS.get(provider ?? '') ?? COMMON_HABIT, isGuessed: true }
}
