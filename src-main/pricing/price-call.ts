import type { PriceCalculation } from '@pydantic/genai-prices'
import type { Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { SpanKind } from '#contract/span.ts'
import { lookUpPrice } from './price-list.ts'

export interface PricedCall {
  readonly provider: string | undefined
  readonly model: string | undefined
  readonly usage: Usage
  /** An embedding has no output to pay for. */
  readonly kind: SpanKind
  readonly atUnixMs: number
}

export interface CallPrice {
  /** Integer nano-dollars. */
  readonly cost: Figure
  /** One sentence on where the cost comes from, or why it is unknown. */
  readonly basis: string
}

/** Servers that run models on hardware of one's own. */
const LOCAL_PROVIDERS: ReadonlySet<string> = new Set([
  'ollama',
  'lmstudio',
  'vllm',
  'llama.cpp',
  'llamafile',
  'localai',
  'mlx',
])
const NANO_DOLLARS = 1e9

/** The list price of a call on the day it was made. Offline, always. */
export function priceCall(call: PricedCall): CallPrice {
  const { provider, model, usage } = call
  if (provider !== undefined && LOCAL_PROVIDERS.has(provider)) {
    return {
      cost: { confidence: 'derived', value: 0 },
      basis: `Free: ${provider} runs on your own hardware.`,
    }
  }
  if (model === undefined) return unknown('Unknown: the call names no model.')
  if (usage.input.confidence === 'unknown' && usage.output.confidence === 'unknown') {
    return unknown('Unknown: no token counts were reported.')
  }
  const price = lookUp(call, model)
  if (price === undefined) {
    return unknown(
      `Unknown: the price list has no ${model}${provider === undefined ? '' : ` of ${provider}`}.`,
    )
  }
  const doubts = doubtsAbout(call, price)
  return {
    cost: {
      confidence: doubts.length === 0 ? 'derived' : 'estimated',
      value: toNanoDollars(price.total_price),
    },
    basis: describe(price, [...doubts, ...notesOn(usage, price)]),
  }
}

function lookUp({ provider, usage, atUnixMs }: PricedCall, model: string): PriceCalculation | undefined {
  const tokens = {
    freshInput: countIn(usage.freshInput),
    cacheRead: countIn(usage.cacheRead),
    cacheWrite: countIn(usage.cacheWrite),
    output: countIn(usage.output),
  }
  return lookUpPrice({ provider, model, tokens, atUnixMs })
}

/** Everything that may make the true cost another one. A gap counts only where it has a price of its own. */
function doubtsAbout({ provider, usage, kind }: PricedCall, price: PriceCalculation): string[] {
  const hasPrice = (key: string) => price.model_price[key] !== undefined
  const doubts: string[] = []
  if (provider === undefined) doubts.push('the provider is guessed from the model name')
  if (!price.provider.models.includes(price.model)) doubts.push("at the model maker's own price")
  if (usage.input.confidence === 'unknown') doubts.push('without the input, whose tokens are unknown')
  else if (usage.cacheRead.confidence === 'unknown' && usage.cacheWrite.confidence === 'unknown') {
    if (hasPrice('cache_read_mtok'))
      doubts.push('as if nothing was cached, since no cache counts were reported')
  } else if (usage.freshInput.confidence === 'estimated') {
    doubts.push(`with ${provider ?? 'the provider'}'s usual way to count cached tokens`)
  }
  if (usage.output.confidence === 'unknown' && kind !== 'embedding' && hasPrice('output_mtok')) {
    doubts.push('without the output, whose tokens are unknown')
  }
  return doubts
}

/** No vocabulary says how long a cache write was to live, and hardly any caller changes the provider's default. */
function notesOn({ cacheWrite }: Usage, price: PriceCalculation): string[] {
  const hasLongerLife = price.model_price.cache_write_1h_mtok !== undefined
  return hasLongerLife && countIn(cacheWrite) > 0 ? ['cache writes at the five-minute price'] : []
}

function describe({ provider, model }: PriceCalculation, remarks: readonly string[]): string {
  return `List price of ${provider.name} ${model.id}${remarks.map(remark => `, ${remark}`).join('')}.`
}

/** Sums of binary fractions come out a hair beside a half; three decimals of a nano-dollar lay that to rest. */
function toNanoDollars(dollars: number): number {
  return Math.round(Number((dollars * NANO_DOLLARS).toFixed(3)))
}

function countIn(figure: Figure): number {
  return figure.confidence === 'unknown' ? 0 : figure.value
}

function unknown(basis: string): CallPrice {
  return { cost: { confidence: 'unknown' }, basis }
}
