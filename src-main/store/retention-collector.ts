import type { WritableDatabase } from './database.ts'
import type { Deletion } from './delete-run.ts'
import { createLooseCollector } from './loose-collector.ts'
import { type CandidateRun, createRetentionCandidates } from './retention-candidates.ts'
import type { RetentionPlan } from './retention-plan.ts'

/** A slice ends after this many spans, so that what comes in meanwhile waits some tens of milliseconds. */
const SPANS_PER_SLICE = 1000
const RUNS_PER_SLICE = 100

/** How far a collection has come. */
export type CollectionStep =
  | { readonly kind: 'old-runs' }
  | { readonly kind: 'loose'; readonly afterKey: number }
  | { readonly kind: 'size' }
  | { readonly kind: 'done'; readonly isStillTooLarge: boolean }

/** What one slice of work deleted. */
export interface CollectedSlice {
  readonly runIds: readonly string[]
  readonly spans: number
  readonly logs: number
  readonly points: number
  readonly usedBytes: number
  readonly next: CollectionStep
}

interface StoreWork {
  deleteRun(runId: string): Deletion | undefined
  /** Gives back what was deleted; true when more is waiting. */
  packSome(): boolean
  /** After rows were deleted that writers may remember. */
  forget(): void
}

/** Deletes what a plan lets go, a slice at a time; between slices, anything else may be written. */
export function createRetentionCollector(db: WritableDatabase, store: StoreWork) {
  const candidates = createRetentionCandidates(db)
  const collectLoose = createLooseCollector(db)
  const countRuns = db.prepare<[], number>('select runs from row_counts').pluck()

  function slice(next: CollectionStep, part: Partial<CollectedSlice> = {}): CollectedSlice {
    return { runIds: [], spans: 0, logs: 0, points: 0, ...part, next, usedBytes: candidates.usedBytes() }
  }

  function deleteRuns(runs: readonly CandidateRun[], step: CollectionStep): CollectedSlice {
    const runIds: string[] = []
    let spans = 0
    for (const { runId } of runs) {
      if (spans >= SPANS_PER_SLICE) break
      spans += store.deleteRun(runId)?.deletedSpans ?? 0
      runIds.push(runId)
    }
    return slice(step, { runIds, spans })
  }

  function deleteLoose(plan: RetentionPlan, afterKey: number): CollectedSlice {
    const { throughKey, ...counts } = collectLoose(plan, afterKey)
    store.forget()
    return slice(throughKey === null ? { kind: 'size' } : { kind: 'loose', afterKey: throughKey }, counts)
  }

  function shrink(plan: RetentionPlan): CollectedSlice {
    // What was deleted is in use until it is taken out of the packs: before that, the size says nothing.
    if (store.packSome()) return slice({ kind: 'size' })
    const excess = 1 - (plan.maxBytes ?? Infinity) / candidates.usedBytes()
    if (excess <= 0) return slice({ kind: 'done', isStillTooLarge: false })
    const oldest = candidates.oldest(plan, fewOf(excess))
    if (oldest.length === 0) return slice({ kind: 'done', isStillTooLarge: true })
    return deleteRuns(oldest, { kind: 'size' })
  }

  /** The nearer the limit, the fewer at once, so that hardly more goes than has to. */
  function fewOf(excess: number): number {
    return Math.min(RUNS_PER_SLICE, Math.ceil(((countRuns.get() ?? 0) * excess) / 2))
  }

  return (plan: RetentionPlan, step: CollectionStep): CollectedSlice => {
    switch (step.kind) {
      case 'old-runs': {
        const old = candidates.old(plan, RUNS_PER_SLICE)
        return old.length > 0 ? deleteRuns(old, step) : slice({ kind: 'loose', afterKey: 0 })
      }
      case 'loose':
        return deleteLoose(plan, step.afterKey)
      case 'size':
        return shrink(plan)
      case 'done':
        return slice(step)
    }
  }
}
