import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import type { StoredSpan } from '../store/stored-spans.ts'
import type { BatchOutcome } from './import/import-messages.ts'
import { createLogJoin, dropSuperseded } from './log-join.ts'
import { type ExportReading, readExport } from './read-export.ts'
import type { Commit } from './read-items.ts'

export interface WrittenImport {
  readonly outcome: BatchOutcome
  readonly changedRunIds: readonly string[]
}

/** Writes a batch of an import in one commit. What the store holds already, to the byte, is left as it is. */
export function writeImport(store: StoreWriter, request: ExportRequest, nowMs: number): WrittenImport {
  const reading = readExport(request)
  if (reading.kind === 'refused') {
    const outcome = { newSpans: 0, runIds: [], ...countsOf(reading.outcome) }
    return { outcome, changedRunIds: [] }
  }
  const counts = { newSpans: 0, runIds: new Set<string>() }
  const join = createLogJoin(store, nowMs)
  const written = store.write(newsOf({ store, join, receivedMs: nowMs }, reading, counts), nowMs)
  const changedRunIds = [...written, ...dropSuperseded(store, join)]
  const { newSpans, runIds } = counts
  return { outcome: { newSpans, runIds: [...runIds], ...countsOf(reading.outcome()) }, changedRunIds }
}

function* newsOf(
  into: Commit,
  reading: ExportReading,
  counts: { newSpans: number; readonly runIds: Set<string> },
): Generator<SpanRecord> {
  const { store, join } = into
  for (const record of reading.spans(into)) {
    counts.runIds.add(record.traceId)
    const stored = store.findSpan(record.traceId, record.spanId)
    if (stored === undefined) counts.newSpans += 1
    if (stored === undefined || !isSame(stored, record)) yield record
  }
  yield* join.retell()
}

function isSame(stored: StoredSpan, { raw }: SpanRecord): boolean {
  return Buffer.compare(stored.wire, raw.wire) === 0 && Buffer.compare(stored.origin, raw.origin) === 0
}

function countsOf(outcome: ExportOutcome): Pick<BatchOutcome, 'items' | 'rejected' | 'message'> {
  if (outcome.status === 'stored') return outcome
  return { items: 0, rejected: 1, message: outcome.message }
}
