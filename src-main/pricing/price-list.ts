import { calcPrice, type PriceCalculation } from '@pydantic/genai-prices'

/** Our provider names → those of the price list, where they differ. */
const LIST_NAMES: ReadonlyMap<string, string> = new Map([
  ['azure.openai', 'azure'],
  ['azure.inference', 'azure'],
  ['google.gemini', 'google'],
  ['google.vertex', 'google'],
  ['aws.bedrock', 'aws'],
  ['xai', 'x-ai'],
  ['moonshot', 'moonshotai'],
  ['moonshotai', 'moonshotai'],
])

export interface PromptTokens {
  readonly freshInput: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly output: number
}

/**
 * What the list asks for these tokens, or undefined when it does not know the model.
 * The list is the one that came with the package: it goes to the network only after `updatePrices`, which nobody calls.
 */
export function lookUpPrice(options: {
  readonly provider: string | undefined
  readonly model: string
  readonly tokens: PromptTokens
  readonly atUnixMs: number
}): PriceCalculation | undefined {
  const { provider, model, tokens, atUnixMs } = options
  const usage = {
    input_tokens: tokens.freshInput + tokens.cacheRead + tokens.cacheWrite,
    cache_read_tokens: tokens.cacheRead,
    cache_write_tokens: tokens.cacheWrite,
    output_tokens: tokens.output,
  }
  const timestamp = new Date(atUnixMs)
  const providerId = provider === undefined ? undefined : (LIST_NAMES.get(provider) ?? provider)
  const place = providerId === undefined ? { timestamp } : { timestamp, providerId }
  return calcPrice(usage, model, place) ?? undefined
}
