import { ProblemError } from '#contract/problems.ts'
import type { Collection, RetentionLimits } from '#contract/retention.ts'
import type { Ingest } from '../ingest/start-ingest.ts'
import type { CollectedSlice, CollectionStep } from '../store/retention-collector.ts'
import { type RetentionPlan, retentionPlan } from '../store/retention-plan.ts'
import type { Announcements } from './announcements.ts'
import type { QueryThread } from './query-thread.ts'

export interface Collector {
  collect(limits: RetentionLimits, reason: Collection['reason']): Promise<Collection>
}

/** Deletes what the limits let go, slice by slice: what comes in meanwhile goes between the slices. */
export function createCollector(parts: {
  readonly ingest: Pick<Ingest, 'ask'>
  readonly queries: Pick<QueryThread, 'query'>
  readonly announcements: Pick<Announcements, 'announce'>
}): Collector {
  const { ingest, queries, announcements } = parts
  let isCollecting = false

  async function collect(plan: RetentionPlan, reason: Collection['reason']): Promise<Collection> {
    const sums = { runs: 0, spans: 0, logs: 0, points: 0 }
    let step: CollectionStep = { kind: 'old-runs' }
    let usedBefore: number | undefined
    let usedBytes = 0
    while (step.kind !== 'done') {
      usedBefore ??= (await queries.query('retention.preview', { limit: 0 })).usedBytes
      const slice: CollectedSlice = await ingest.ask({ kind: 'collect-some', plan, step })
      for (const runId of slice.runIds) announcements.announce({ type: 'run-deleted', runId })
      sums.runs += slice.runIds.length
      sums.spans += slice.spans
      sums.logs += slice.logs
      sums.points += slice.points
      usedBytes = slice.usedBytes
      step = slice.next
    }
    const freedBytes = { confidence: 'derived', value: Math.max(0, (usedBefore ?? 0) - usedBytes) } as const
    return { atMs: Date.now(), reason, ...sums, freedBytes, isStillTooLarge: step.isStillTooLarge }
  }

  return {
    async collect(limits, reason) {
      if (isCollecting)
        throw new ProblemError({ code: 'refused', reason: 'Old runs are being deleted already.' })
      isCollecting = true
      try {
        const settings = await queries.query('settings.get', {})
        const collection = await collect(retentionPlan(limits, settings, Date.now()), reason)
        await ingest.ask({ kind: 'note-collection', collection })
        announcements.announce({ type: 'status-changed' })
        return collection
      } finally {
        isCollecting = false
      }
    },
  }
}
