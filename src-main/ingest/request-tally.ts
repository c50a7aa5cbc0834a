import type { Sender } from '../otlp/accept.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import type { ReadItem } from './read-items.ts'
import { createSources } from './sources.ts'
import { doubtsOf } from './span-doubts.ts'

/** Counts what is in one request, and says of each of its spans who sent it. */
export function createRequestTally(sender: Sender | undefined) {
  const sources = sender && createSources(sender)
  const counts = { spans: 0, log: 0, point: 0 }
  const rejections: string[] = []
  return {
    /** The span to be written, if the item is one. */
    take(item: ReadItem, receivedMs: number): SpanRecord | undefined {
      if (item.kind === 'rejected') {
        rejections.push(item.reason)
        return undefined
      }
      if (item.kind === 'written') {
        counts[item.as] += 1
        sources?.of(item.origin)
        return undefined
      }
      counts.spans += 1
      const { record } = item
      const source = sources?.of(record.raw.origin)
      return source === undefined
        ? record
        : { ...record, arrival: { source, doubts: doubtsOf(record, receivedMs) } }
    },
    /** Call when all items were taken. */
    tell(store: Pick<StoreWriter, 'countRequest'>): void {
      store.countRequest(sources?.all() ?? [], {
        logRecords: counts.log,
        dataPoints: counts.point,
        rejected: rejections.length,
      })
    },
    items: () => counts.spans + counts.log + counts.point,
    rejections: (): readonly string[] => rejections,
    clear(): void {
      Object.assign(counts, { spans: 0, log: 0, point: 0 })
      rejections.length = 0
      sources?.clear()
    },
  }
}
