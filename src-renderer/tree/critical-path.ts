import type { SpanSummary } from '#contract/span.ts'
import type { SpanTree } from './build-span-tree.ts'
import type { Interval } from './fold-idle.ts'

/** For each span on the path the times at which the end of the run waited for that span itself. */
export type CriticalPath = ReadonlyMap<string, readonly Interval[]>

interface Visit {
  readonly span: SpanSummary
  readonly endNs: number
}

/**
 * The chain that decided when the run ended: from the end backwards, always into the child that ended last before, and
 * where no child had ended, the span itself. To shorten anything else shortens nothing.
 */
export function computeCriticalPath(tree: SpanTree, endNs: number): CriticalPath {
  const path = new Map<string, Interval[]>()
  const waiting: Visit[] = blockersOf(tree.roots, 0, endNs).blockers
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { span, endNs: untilNs } = visit
    const { blockers, own } = blockersOf(tree.childrenOf(span.spanId), span.startNs, untilNs)
    path.set(span.spanId, own)
    for (const blocker of blockers) waiting.push(blocker)
  }
  return path
}

/** Walks back from `endNs`: the children it waited for, one after the other, and the time between them. */
function blockersOf(children: readonly SpanSummary[], startNs: number, endNs: number) {
  const byEnd = children
    .map(span => ({ span, endNs: Math.min(endNs, endOf(span)) }))
    .sort((left, right) => right.endNs - left.endNs || left.span.startNs - right.span.startNs)
  const blockers: Visit[] = []
  const own: Interval[] = []
  let untilNs = endNs
  for (const child of byEnd) {
    if (child.endNs > untilNs || child.endNs <= startNs || child.span.startNs >= untilNs) continue
    if (child.endNs < untilNs) own.push({ startNs: child.endNs, endNs: untilNs })
    blockers.push(child)
    untilNs = Math.max(startNs, child.span.startNs)
  }
  if (untilNs > startNs) own.push({ startNs, endNs: untilNs })
  return { blockers, own: own.reverse() }
}

/** What has not ended is what the run still waits for. */
function endOf({ startNs, durationNs }: SpanSummary): number {
  return durationNs === null ? Number.POSITIVE_INFINITY : startNs + durationNs
}
