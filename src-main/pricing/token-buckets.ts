import type { Bucket, Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { ReportedTokens, TokenDetails } from './reported-tokens.ts'

type Totals = Omit<Usage, 'buckets'>
type Buckets = Partial<Record<Bucket, Figure>>

const MEDIA = ['audio', 'image', 'video'] as const

/** Cuts the totals into buckets that never overlap. A part that contradicts its whole is left out of the cut. */
export function tokenBuckets(totals: Totals, { details = {} }: ReportedTokens): Buckets {
  return {
    ...promptBuckets(totals, details),
    ...cacheWriteBuckets(totals.cacheWrite, details),
    ...answerBuckets(totals, details),
  }
}

function promptBuckets({ freshInput: fresh, cacheRead }: Totals, details: TokenDetails): Buckets {
  const reads = cacheRead.confidence === 'unknown' ? undefined : cacheRead
  if (fresh.confidence === 'unknown') return reads ? { textCacheRead: reads } : {}
  const media = possibleMedia(fresh.value, reads?.value ?? 0, details)
  const buckets: Buckets = {}
  for (const { medium, fresh: value, cached, confidence } of media) {
    if (value > 0) buckets[`${medium}Input`] = { confidence, value }
    if (cached > 0) buckets[`${medium}CacheRead`] = { confidence: 'exact', value: cached }
  }
  const textInput = rest(fresh, sumOf(media.map(part => part.fresh)), buckets)
  if (reads === undefined) return { ...buckets, textInput }
  return { ...buckets, textInput, textCacheRead: rest(reads, sumOf(media.map(part => part.cached)), buckets) }
}

/** The media of a prompt, unless they are more than the prompt. */
function possibleMedia(fresh: number, reads: number, details: TokenDetails) {
  const media = MEDIA.map(medium => mediumOf(medium, details, reads))
  const isPossible =
    sumOf(media.map(part => part.fresh)) <= fresh &&
    sumOf(media.map(part => part.cached)) <= reads &&
    media.every(part => part.fresh >= 0)
  return isPossible ? media : []
}

/** Where some of the prompt was cached and nobody says of which medium, the medium is guessed to be fresh. */
function mediumOf(medium: (typeof MEDIA)[number], details: TokenDetails, reads: number) {
  const whole = details[`${medium}InputTokens`] ?? 0
  const told = details[`${medium}CacheReadTokens`]
  const cached = told ?? 0
  const isGuess = reads > 0 && MEDIA.every(each => details[`${each}CacheReadTokens`] === undefined)
  const confidence = isGuess ? ('estimated' as const) : cached > 0 ? ('derived' as const) : ('exact' as const)
  return { medium, fresh: whole - cached, cached, confidence }
}

/** Five minutes is what caches last where nobody asks for more. */
function cacheWriteBuckets(cacheWrite: Figure, details: TokenDetails): Buckets {
  if (cacheWrite.confidence === 'unknown') return {}
  const { value } = cacheWrite
  const { cacheWrite5mTokens: short, cacheWrite1hTokens: long } = details
  if (value === 0) return { cacheWrite5m: cacheWrite }
  if ((short ?? 0) + (long ?? 0) > value || (short === undefined && long === undefined)) {
    return { cacheWrite5m: { confidence: 'estimated', value } }
  }
  const shortValue = short ?? value - (long ?? 0)
  const longValue = value - shortValue
  return {
    cacheWrite5m: { confidence: short === undefined ? 'derived' : 'exact', value: shortValue },
    ...(longValue > 0 && {
      cacheWrite1h: { confidence: longValue === long ? 'exact' : 'derived', value: longValue },
    }),
  }
}

function answerBuckets({ output, reasoning }: Totals, details: TokenDetails): Buckets {
  if (output.confidence === 'unknown') return {}
  const buckets: Buckets = {}
  const thoughts = reasoning.confidence === 'unknown' ? 0 : reasoning.value
  const media = MEDIA.map(medium => [medium, details[`${medium}OutputTokens`] ?? 0] as const)
  const mediaSum = sumOf(media.map(([, count]) => count))
  const isPossible = thoughts + mediaSum <= output.value
  if (reasoning.confidence !== 'unknown' && thoughts <= output.value) buckets.reasoning = reasoning
  for (const [medium, value] of isPossible ? media : []) {
    if (value > 0) buckets[`${medium}Output`] = { confidence: 'exact', value }
  }
  const taken = (buckets.reasoning ? thoughts : 0) + (isPossible ? mediaSum : 0)
  buckets.textOutput = rest(output, taken, buckets)
  return buckets
}

/** What is left of a whole is as sure as the whole, and never surer than derived once something was taken out. */
function rest(whole: Exclude<Figure, { confidence: 'unknown' }>, taken: number, buckets: Buckets): Figure {
  if (taken === 0) return whole
  const isGuess = Object.values(buckets).some(figure => figure.confidence === 'estimated')
  const confidence = whole.confidence === 'estimated' || isGuess ? 'estimated' : 'derived'
  return { confidence, value: whole.value - taken }
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
