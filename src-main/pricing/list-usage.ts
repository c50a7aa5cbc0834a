import type { Bucket, Usage } from '#contract/call.ts'

export const MEDIA = ['audio', 'image', 'video'] as const

/** The list counts a part within each of its wholes, and wants to know even the parts that are empty. */
export function toListUsage(buckets: Usage['buckets']): Record<string, number> {
  const count = (...names: readonly Bucket[]) => names.reduce((sum, name) => sum + countIn(buckets, name), 0)
  const cacheRead = count('textCacheRead', 'audioCacheRead', 'imageCacheRead', 'videoCacheRead')
  const cacheWrite = count('cacheWrite5m', 'cacheWrite1h')
  const media = MEDIA.map(medium => ({
    medium,
    fresh: count(`${medium}Input`),
    cached: count(`${medium}CacheRead`),
    answered: count(`${medium}Output`),
  }))
  const sum = (part: 'fresh' | 'answered') => media.reduce((total, each) => total + each[part], 0)
  const usage: Record<string, number> = {
    input_tokens: count('textInput') + sum('fresh') + cacheRead + cacheWrite,
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    cache_write_5m_tokens: count('cacheWrite5m'),
    cache_write_1h_tokens: count('cacheWrite1h'),
    output_tokens: count('textOutput', 'reasoning') + sum('answered'),
    output_reasoning_tokens: count('reasoning'),
  }
  for (const { medium, fresh, cached, answered } of media) {
    if (fresh + cached > 0) {
      usage[`input_${medium}_tokens`] = fresh + cached
      usage[`cache_${medium}_read_tokens`] = cached
      usage[`cache_${medium}_write_tokens`] = 0
    }
    if (answered > 0) {
      usage[`output_${medium}_tokens`] = answered
      usage[`output_${medium}_reasoning_tokens`] = 0
    }
  }
  return usage
}

export function countIn(buckets: Usage['buckets'], name: Bucket): number {
  const figure = buckets[name]
  return figure === undefined || figure.confidence === 'unknown' ? 0 : figure.value
}
