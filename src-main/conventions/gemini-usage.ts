import type { JsonObject } from '../base/json.ts'
import { numberField, objectsField } from '../base/json-field.ts'
import type { ReportedUsage, UsageDetails } from './meaning.ts'
import { usageFrom } from './span-meaning.ts'

/** `usageMetadata` of the Gemini API and of Vertex AI, in the spelling of either. */
export function isGeminiUsage(usage: JsonObject): boolean {
  return usage.promptTokenCount !== undefined || usage.prompt_token_count !== undefined
}

/** Thoughts stand beside the answer, and what tools brought into the prompt beside the prompt. */
export function geminiUsage(usage: JsonObject): ReportedUsage | undefined {
  const prompt = numberField(usage, 'promptTokenCount', 'prompt_token_count')
  const toolPrompt = numberField(usage, 'toolUsePromptTokenCount', 'tool_use_prompt_token_count') ?? 0
  const answer = numberField(
    usage,
    'candidatesTokenCount',
    'candidates_token_count',
    'responseTokenCount',
    'response_token_count',
    // Llama on Bedrock shares the name of the prompt's count.
    'generation_token_count',
  )
  const thoughts = numberField(usage, 'thoughtsTokenCount', 'thoughts_token_count')
  const hasOutput = answer !== undefined || thoughts !== undefined
  return usageFrom(
    {
      inputTokens: prompt === undefined ? undefined : prompt + toolPrompt,
      outputTokens: hasOutput ? (answer ?? 0) + (thoughts ?? 0) : undefined,
      cacheReadTokens: numberField(usage, 'cachedContentTokenCount', 'cached_content_token_count'),
      reasoningTokens: thoughts,
      details: mediaDetails(usage),
    },
    true,
  )
}

const MEDIA = ['audio', 'image', 'video']
const LISTS: readonly (readonly [suffix: string, names: readonly string[]])[] = [
  ['InputTokens', ['promptTokensDetails', 'prompt_tokens_details']],
  ['CacheReadTokens', ['cacheTokensDetails', 'cache_tokens_details']],
  [
    'OutputTokens',
    [
      'candidatesTokensDetails',
      'candidates_tokens_details',
      'responseTokensDetails',
      'response_tokens_details',
    ],
  ],
]

/** Lists of `{ modality, tokenCount }`. Text is what is left. */
function mediaDetails(usage: JsonObject): UsageDetails | undefined {
  const told: Record<string, number> = {}
  for (const [suffix, names] of LISTS) {
    const entries = objectsField(usage, ...names)
    // A list leaves out what there was none of.
    for (const medium of entries.length > 0 ? MEDIA : []) {
      const entry = entries.find(each => String(each.modality).toLowerCase() === medium)
      told[`${medium}${suffix}`] = numberField(entry, 'tokenCount', 'token_count') ?? 0
    }
  }
  return Object.keys(told).length === 0 ? undefined : told
}
