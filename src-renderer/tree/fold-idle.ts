import type { SpanTree } from './build-span-tree.ts'

export interface Interval {
  readonly startNs: number
  readonly endNs: number
}

/** A pause shorter than this part of the run is part of its rhythm. */
const LEAST_PART = 0.08

/**
 * When something ran, as intervals that do not touch. A span with others below it is open while it waits for them, so
 * only those at the end of a branch count.
 */
export function listBusy(tree: SpanTree): Interval[] {
  const busy: { startNs: number; endNs: number }[] = []
  const leaves = [...tree.spans.values()].filter(span => tree.countBelow(span.spanId) === 0)
  for (const { startNs, durationNs } of leaves.sort((left, right) => left.startNs - right.startNs)) {
    const endNs = durationNs === null ? Number.POSITIVE_INFINITY : startNs + durationNs
    const last = busy.at(-1)
    if (last !== undefined && startNs <= last.endNs) last.endNs = Math.max(last.endNs, endNs)
    else busy.push({ startNs, endNs })
  }
  return busy
}

/** The long pauses of a run: at least a part of its length in which nothing ran. */
export function foldIdle(busy: readonly Interval[], endNs: number, leastPart = LEAST_PART): Interval[] {
  const gaps: Interval[] = []
  let idleSinceNs = 0
  for (const interval of [...busy, { startNs: endNs, endNs }]) {
    if (interval.startNs - idleSinceNs > endNs * leastPart)
      gaps.push({ startNs: idleSinceNs, endNs: interval.startNs })
    idleSinceNs = Math.max(idleSinceNs, interval.endNs)
  }
  return busy.length === 0 ? [] : gaps
}
