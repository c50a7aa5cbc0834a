import type { Arrival, RefusalRecord, RequestTally, SourceRecord, SpanDoubts } from './arrival.ts'
import type { WritableDatabase } from './database.ts'
import type { SpanRecord } from './records.ts'
import { createRefusalWriter } from './refusal-writer.ts'

/** Senders that make up a new name with every request must not fill the store with them. */
const MAX_SOURCES = 2_000

const COUNTED = [
  'requests',
  'partial',
  'rejected',
  'spans',
  'calls',
  'log_records',
  'data_points',
  'duplicates',
  'late',
  'cut_values',
  'without_content',
  'clock_skew',
  'dropped_attributes',
  'dropped_events',
  'dropped_links',
] as const
type Counts = Record<(typeof COUNTED)[number], number>

interface SourceBatch {
  readonly source: SourceRecord
  readonly counts: Counts
  readonly conventions: Map<string, number>
  readonly runKeys: Set<number>
}

/** How a span was received by the store. */
export interface Reception {
  readonly runKey: number
  readonly isDuplicate: boolean
  readonly isLate: boolean
}

export type SourceWriter = ReturnType<typeof createSourceWriter>

/** Counts for each sender what came from it, within the transaction of its caller. */
export function createSourceWriter(db: WritableDatabase) {
  const upsert = createUpsert(db)
  const addConvention = db.prepare(/* sql */ `
    insert into source_conventions (source_key, convention, spans) values (?, ?, ?)
    on conflict do update set spans = spans + excluded.spans
  `)
  const addRun = db.prepare('insert or ignore into run_sources (run_key, source_key) values (?, ?)')
  const prune = createPrune(db)
  const batches = new Map<string, SourceBatch>()

  function batchOf(source: SourceRecord): SourceBatch {
    const key = JSON.stringify(source)
    const batch = batches.get(key) ?? newBatch(source)
    batches.set(key, batch)
    return batch
  }

  const batchOfKnown = rememberLast(batchOf)

  return {
    addSpan(record: SpanRecord, { source, doubts }: Arrival, reception: Reception): void {
      const { counts, conventions, runKeys } = batchOfKnown(source)
      const convention = record.convention ?? ''
      conventions.set(convention, (conventions.get(convention) ?? 0) + 1)
      runKeys.add(reception.runKey)
      counts.spans += 1
      counts.calls += record.kind === 'llm' && record.call !== undefined ? 1 : 0
      counts.without_content += record.kind === 'llm' && record.call?.items.length === 0 ? 1 : 0
      counts.duplicates += reception.isDuplicate ? 1 : 0
      counts.late += reception.isLate ? 1 : 0
      if (doubts !== undefined) countDoubts(counts, doubts)
    },
    /** One request with items of these senders; what was rejected of it is counted with the first. */
    addRequest(sources: readonly SourceRecord[], tally: RequestTally): void {
      for (const [index, source] of sources.entries()) {
        const { counts } = batchOf(source)
        counts.requests += 1
        if (index > 0) continue
        counts.log_records += tally.logRecords
        counts.data_points += tally.dataPoints
        counts.rejected += tally.rejected
        counts.partial += tally.rejected > 0 ? 1 : 0
      }
    },
    finish(receivedMs: number): void {
      for (const { source, counts, conventions, runKeys } of batches.values()) {
        const sourceKey = upsert(source, counts, receivedMs)
        for (const [convention, spans] of conventions) addConvention.run(sourceKey, convention, spans)
        for (const runKey of runKeys) addRun.run(runKey, sourceKey)
      }
      if (batches.size > 0) prune()
      batches.clear()
      batchOfKnown.forget()
    },
    /** Call after a rollback. */
    forget(): void {
      batches.clear()
      batchOfKnown.forget()
    },
    writeRefusals: db.transaction(
      createRefusalWriter(db, refusal => upsert(senderOf(refusal), zeros(), refusal.atMs)),
    ).immediate,
  }
}

function countDoubts(counts: Counts, doubts: SpanDoubts): void {
  counts.cut_values += doubts.cutValues
  counts.clock_skew += doubts.endsBeforeStart || doubts.futureMs > 0 ? 1 : 0
  counts.dropped_attributes += doubts.droppedAttributes
  counts.dropped_events += doubts.droppedEvents
  counts.dropped_links += doubts.droppedLinks
}

/** Spans come one after another from one sender. */
function rememberLast(batchOf: (source: SourceRecord) => SourceBatch) {
  let last: SourceRecord | undefined
  let batch: SourceBatch | undefined
  const find = (source: SourceRecord): SourceBatch => {
    if (source !== last || batch === undefined) batch = batchOf(source)
    last = source
    return batch
  }
  return Object.assign(find, {
    forget() {
      last = undefined
      batch = undefined
    },
  })
}

function newBatch(source: SourceRecord): SourceBatch {
  return { source, counts: zeros(), conventions: new Map(), runKeys: new Set() }
}

function zeros(): Counts {
  const counts: Partial<Counts> = {}
  for (const name of COUNTED) counts[name] = 0
  // Each of the names was just given a number.
  return counts as Counts
}

/** Of a request that was not read, only the connection tells where it came from. */
function senderOf({ receiver, userAgent }: RefusalRecord): SourceRecord {
  return { serviceName: '', sdk: '', scopeName: '', scopeVersion: '', receiver, userAgent }
}

function createUpsert(db: WritableDatabase) {
  const upsert = db
    .prepare<[SourceRecord & Counts & { nowMs: number }], number>(/* sql */ `
      insert into sources (service_name, sdk, scope_name, scope_version, receiver, user_agent,
        first_seen_ms, last_seen_ms, ${COUNTED.join(', ')})
      values (@serviceName, @sdk, @scopeName, @scopeVersion, @receiver, @userAgent,
        @nowMs, @nowMs, ${COUNTED.map(name => `@${name}`).join(', ')})
      on conflict do update set last_seen_ms = max(last_seen_ms, @nowMs),
        ${COUNTED.map(name => `${name} = ${name} + @${name}`).join(', ')}
      returning source_key
    `)
    .pluck()
  return (source: SourceRecord, counts: Counts, nowMs: number): number => {
    const key = upsert.get({ ...source, ...counts, nowMs })
    if (key === undefined) throw new Error('A sender is neither new nor known')
    return key
  }
}

/** Forgets those that were not seen for longest. */
function createPrune(db: WritableDatabase) {
  const count = db.prepare<[], number>('select count(*) from sources').pluck()
  const forgotten = `(select source_key from sources order by last_seen_ms desc, source_key desc limit -1 offset ${MAX_SOURCES})`
  const removals = ['source_conventions', 'refusals', 'run_sources', 'sources'].map(table =>
    db.prepare(`delete from ${table} where source_key in ${forgotten}`),
  )
  return (): void => {
    if ((count.get() ?? 0) <= MAX_SOURCES) return
    for (const removal of removals) removal.run()
  }
}
