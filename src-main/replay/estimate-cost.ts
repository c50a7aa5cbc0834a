import type { Call, Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { CostRange } from '#contract/replay.ts'

const CHARACTERS_PER_TOKEN = 4
/** Tokenisers of different makers cut the same text into so many more or fewer pieces. */
const OTHER_TOKENISER = { low: 0.8, high: 1.3 }
/** An answer to the same prompt is seldom shorter or longer than this. */
const OTHER_ANSWER = { low: 0.5, high: 2 }
const GUESSED_ANSWER_TOKENS = { low: 50, high: 1000 }
const BYTES_OF_MEDIA_COUNTED = 6000

/** What so many tokens cost; nothing is cached in it. */
export type PriceTokens = (inputTokens: number, cachedTokens: number, outputTokens: number) => Figure

export interface EstimateOptions {
  readonly price: PriceTokens
  /** Whether the new model cuts text into tokens as the recorded one did. */
  readonly isSameMaker: boolean
  readonly maxTokens: number | undefined
}

/** The least and the most a call is likely to cost: the prompt is known, the length of the answer is not. */
export function estimateCost(call: Call, { price, isSameMaker, maxTokens }: EstimateOptions): CostRange {
  const factor = isSameMaker ? { low: 1, high: 1 } : OTHER_TOKENISER
  const input = inputTokensOf(call)
  const cached = countIn(call.usage.cacheRead) ?? 0
  const output = outputTokensOf(call.usage)
  const most = Math.min(output.high, maxTokens ?? Number.POSITIVE_INFINITY)
  const low = price(
    Math.round(input * factor.low),
    Math.round(Math.min(cached, input) * factor.low),
    Math.round(Math.min(output.low * factor.low, most)),
  )
  const high = price(
    Math.round(input * factor.high),
    0,
    Math.round(Math.min(output.high * factor.high, most)),
  )
  return { low: asEstimate(low), high: asEstimate(high) }
}

/** As the provider counted them, else by the length of what was sent. */
export function inputTokensOf({ usage, blocks }: Pick<Call, 'usage' | 'blocks'>): number {
  const counted = countIn(usage.input)
  if (counted !== undefined && counted > 0) return counted
  const characters = blocks
    .filter(({ section }) => section !== 'output')
    .reduce((sum, { block }) => sum + (isMedia(block.kind) ? BYTES_OF_MEDIA_COUNTED : block.sizeBytes), 0)
  return Math.ceil(characters / CHARACTERS_PER_TOKEN)
}

export function addRanges(ranges: readonly CostRange[]): CostRange {
  return { low: addFigures(ranges.map(({ low }) => low)), high: addFigures(ranges.map(({ high }) => high)) }
}

export const FREE: CostRange = {
  low: { confidence: 'exact', value: 0 },
  high: { confidence: 'exact', value: 0 },
}

function addFigures(figures: readonly Figure[]): Figure {
  let sum = 0
  let isExact = true
  for (const figure of figures) {
    if (figure.confidence === 'unknown') return figure
    sum += figure.value
    isExact &&= figure.confidence === 'exact'
  }
  return { confidence: isExact ? 'exact' : 'estimated', value: sum }
}

function outputTokensOf(usage: Usage): { readonly low: number; readonly high: number } {
  const counted = countIn(usage.output)
  if (counted === undefined || counted === 0) return GUESSED_ANSWER_TOKENS
  return { low: Math.ceil(counted * OTHER_ANSWER.low), high: Math.ceil(counted * OTHER_ANSWER.high) }
}

function isMedia(kind: string): boolean {
  return kind === 'image' || kind === 'audio' || kind === 'file'
}

function countIn(figure: Figure): number | undefined {
  return figure.confidence === 'unknown' ? undefined : figure.value
}

function asEstimate(figure: Figure): Figure {
  return figure.confidence === 'unknown' ? figure : { confidence: 'estimated', value: figure.value }
}
