import type { Source } from '#contract/source.ts'
import type { ReadableDatabase } from './database.ts'

/** Enough to show a habit of a sender, few enough to be counted while a reader waits. */
const LOOKED_AT_RUNS = 20
const MAX_LOOKED_AT_SPANS = 2_000

interface SourceRow {
  readonly sourceId: number
  readonly serviceName: string | null
  readonly sdk: string | null
  readonly scopeName: string | null
  readonly scopeVersion: string | null
  readonly receiver: string
  readonly userAgent: string | null
  readonly perhaps: string
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly requests: number
  readonly partial: number
  readonly rejected: number
  readonly refused: number
  readonly deferred: number
  readonly lastRefusal: string | null
  readonly lastRefusalAt: number | null
  readonly spans: number
  readonly calls: number
  readonly logRecords: number
  readonly dataPoints: number
  readonly conventions: string
  readonly duplicates: number
  readonly late: number
  readonly cutValues: number
  readonly callsWithoutContent: number
  readonly clockSkew: number
  readonly droppedAttributes: number
  readonly droppedEvents: number
  readonly droppedLinks: number
}

const SOURCE_COLUMNS = /* sql */ `
  source_key as sourceId, nullif(service_name, '') as serviceName, nullif(sdk, '') as sdk,
  nullif(scope_name, '') as scopeName, nullif(scope_version, '') as scopeVersion, receiver,
  nullif(user_agent, '') as userAgent, first_seen_ms as firstSeenAt, last_seen_ms as lastSeenAt, requests,
  partial, rejected, refused, deferred, last_refusal as lastRefusal, last_refusal_ms as lastRefusalAt,
  spans, calls, log_records as logRecords, data_points as dataPoints, duplicates, late,
  cut_values as cutValues, without_content as callsWithoutContent, clock_skew as clockSkew,
  dropped_attributes as droppedAttributes, dropped_events as droppedEvents, dropped_links as droppedLinks,
  (select json_group_array(json_object('convention', nullif(convention, ''), 'spans', spans) order by spans desc)
   from source_conventions where source_conventions.source_key = sources.source_key) as conventions,
  iif(service_name <> '', '[]', (select json_group_array(distinct named.service_name) from sources as named
    where named.receiver = sources.receiver and named.user_agent = sources.user_agent
      and named.service_name <> '')) as perhaps`

/** Who sent what, and what became of it; those seen last come first. */
export function createSourceQueries(db: ReadableDatabase) {
  const select = db.prepare<[number], SourceRow>(/* sql */ `
    select ${SOURCE_COLUMNS} from sources order by last_seen_ms desc, source_key desc limit ?
  `)
  const count = db.prepare<[], number>('select count(*) from sources').pluck()
  const missingParentsOf = createMissingParents(db)
  return {
    list(limit: number): { sources: Source[]; total: number } {
      const sources = select.all(limit).map(
        ({ lastRefusal, lastRefusalAt, conventions, perhaps, ...row }): Source => ({
          ...row,
          perhaps: JSON.parse(perhaps),
          conventions: JSON.parse(conventions),
          lastRefusal: lastRefusal === null ? null : { at: lastRefusalAt ?? 0, reason: lastRefusal },
          missingParents: missingParentsOf(row.sourceId),
        }),
      )
      return { sources, total: count.get() ?? 0 }
    },
  }
}

function createMissingParents(db: ReadableDatabase) {
  const runs = db
    .prepare<[number], number>(/* sql */ `
      select run_sources.run_key from run_sources join runs using (run_key)
      where source_key = ? and span_count <= ${MAX_LOOKED_AT_SPANS}
      order by run_sources.run_key desc limit ${LOOKED_AT_RUNS}
    `)
    .pluck()
  const missing = createMissingParentCount(db)
  return (sourceKey: number): Source['missingParents'] => {
    const runKeys = runs.all(sourceKey)
    return { count: runKeys.reduce((sum, runKey) => sum + missing(runKey), 0), runs: runKeys.length }
  }
}

/** How many parents the spans of a run name that have not arrived. */
function createMissingParentCount(db: ReadableDatabase): (runKey: number) => number {
  const select = db
    .prepare<[number], number>(/* sql */ `
      select count(*) from (
        select distinct run_key, parent_span_id from spans where run_key = ? and parent_span_id is not null
      ) as child
      where not exists
        (select 1 from spans where run_key = child.run_key and span_id = child.parent_span_id)
    `)
    .pluck()
  return runKey => select.get(runKey) ?? 0
}
