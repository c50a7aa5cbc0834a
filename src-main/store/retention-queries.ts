import { Collection, type RetentionPreview } from '#contract/retention.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { type CandidateRun, createRetentionCandidates } from './retention-candidates.ts'
import type { RetentionPlan } from './retention-plan.ts'

const MAX_LISTED = 1000

export function createRetentionQueries(db: ReadableDatabase) {
  const candidates = createRetentionCandidates(db)
  const countSpans = db.prepare<[], number>('select spans from row_counts').pluck()
  const selectLast = db.prepare<[], string>('select content from last_collection').pluck()

  /** Runs that go only because the store is too large, by what a span takes here on average. */
  function forSize(plan: RetentionPlan, usedBytes: number, bytesPerSpan: number, goneSpans: number) {
    const runs: CandidateRun[] = []
    let excess = usedBytes - goneSpans * bytesPerSpan - (plan.maxBytes ?? Infinity)
    for (const run of excess > 0 ? candidates.oldest(plan, Number.MAX_SAFE_INTEGER) : []) {
      if (excess <= 0) break
      excess -= run.spanCount * bytesPerSpan
      runs.push(run)
    }
    return runs
  }

  return {
    preview(plan: RetentionPlan, limit: number): RetentionPreview {
      const old = candidates.countOld(plan)
      const usedBytes = candidates.usedBytes()
      const bytesPerSpan = usedBytes / Math.max(1, countSpans.get() ?? 0)
      const listed = candidates.old(plan, MAX_LISTED)
      const isAllListed = listed.length === old.runs
      const oldIds = new Set(isAllListed ? listed.map(run => run.runId) : [])
      const forSizeRuns = isAllListed
        ? forSize(plan, usedBytes, bytesPerSpan, 0).filter(run => !oldIds.has(run.runId))
        : []
      const spanCount = old.spans + forSizeRuns.reduce((sum, run) => sum + run.spanCount, 0)
      const last = selectLast.get()
      return {
        runs: [...listed, ...forSizeRuns].slice(0, limit).map(({ lastReceivedMs, ...run }) => ({
          ...run,
          lastReceivedAt: lastReceivedMs,
        })),
        runCount: old.runs + forSizeRuns.length,
        spanCount,
        ...candidates.countLoose(plan),
        bytes: { confidence: 'estimated', value: Math.round(spanCount * bytesPerSpan) },
        usedBytes,
        sparedRuns: old.spared,
        last: last === undefined ? null : Collection.parse(JSON.parse(last)),
      }
    },
  }
}

/** Remembers the last collection, for whoever asks what was deleted. */
export function createCollectionNote(db: WritableDatabase): (collection: Collection) => void {
  const replace = db.prepare('insert or replace into last_collection (one, content) values (1, ?)')
  return collection => {
    replace.run(JSON.stringify(collection))
  }
}
