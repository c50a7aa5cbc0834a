import type { Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'

export type BucketName = 'freshInput' | 'cacheRead' | 'cacheWrite' | 'output'

export interface Bucket {
  readonly name: BucketName
  readonly label: string
  readonly figure: Figure
  /** Of everything whose count is known. */
  readonly sharePercent: number
}

const BUCKETS: readonly (readonly [BucketName, string])[] = [
  ['freshInput', 'Fresh input'],
  ['cacheRead', 'Read from cache'],
  ['cacheWrite', 'Written to cache'],
  ['output', 'Output'],
]

/** The disjoint buckets of a call with their share of what is known. */
export function listBuckets(usage: Usage): Bucket[] {
  const known = BUCKETS.reduce((sum, [name]) => sum + knownValue(usage[name]), 0)
  return BUCKETS.map(([name, label]) => ({
    name,
    label,
    figure: usage[name],
    sharePercent: known === 0 ? 0 : (knownValue(usage[name]) / known) * 100,
  }))
}

function knownValue(figure: Figure): number {
  return figure.confidence === 'unknown' ? 0 : figure.value
}
