import type { ReadableDatabase } from './database.ts'

/** Parent and child are timed with one clock, but not always to the nanosecond. */
const TOLERANCE_NS = 1_000_000

/** How the spans of a run fit their parents. */
export interface ParentGaps {
  /** Parents that are named and did not arrive. */
  readonly missing: number
  readonly startsBefore: number
  readonly endsAfter: number
}

/** All in one pass: a run of fifty thousand spans is opened while somebody waits. */
export function createParentGaps(db: ReadableDatabase): (runKey: number) => ParentGaps {
  const select = db.prepare<[number], ParentGaps>(/* sql */ `
    select count(distinct iif(parent.span_key is null, child.parent_span_id, null)) as missing,
      coalesce(sum(child.start_ns < parent.start_ns - ${TOLERANCE_NS}), 0) as startsBefore,
      coalesce(sum(child.start_ns + child.duration_ns > parent.start_ns + parent.duration_ns + ${TOLERANCE_NS}), 0)
        as endsAfter
    from spans as child left join spans as parent
      on parent.run_key = child.run_key and parent.span_id = child.parent_span_id
    where child.run_key = ? and child.parent_span_id is not null
  `)
  return runKey => select.get(runKey) ?? { missing: 0, startsBefore: 0, endsAfter: 0 }
}
