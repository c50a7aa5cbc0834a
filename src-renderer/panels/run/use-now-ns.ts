import type { RunSummary } from '#contract/run.ts'
import { useClock } from '../../state/clock.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'

/**
 * Where the run has come to. While something runs the time since the last word of it is added: unlike the time of day
 * that needs no clock of the sender to be right.
 */
export function useNowNs(run: RunSummary, tree: SpanTree, isFrozen: boolean): number {
  const isOpen = run.state === 'open' || run.state === 'reopened'
  const isGrowing = isOpen && run.status === 'running' && !isFrozen
  const sinceMs = useClock(({ nowMs }) => (isGrowing ? Math.max(0, nowMs - run.lastReceivedAt) : 0))
  return Math.max(tree.endNs, run.durationNs ?? 0) + sinceMs * 1e6
}
