import type { ReadableDatabase } from './database.ts'
import type { ParentReason } from './records.ts'

export interface ParentClaimRow {
  readonly runKey: number
  readonly reason: ParentReason
  readonly target: string
  readonly spanId: Buffer | null
}

export interface FoundParent {
  readonly parentKey: number
  readonly spanId: Buffer | null
  readonly reason: ParentReason
}

const RUN_ID = /^[0-9a-f]{32}$/

/** Looks for what a claim names. When several runs fit, none is taken: which one it was would be a guess. */
export function createParentSearch(db: ReadableDatabase) {
  // A replay repeats the calls of another run; nothing was dispatched by it.
  const callers = db.prepare<[string], { runKey: number; spanId: Buffer }>(/* sql */ `
    select run_key as runKey, span_id as spanId from tool_io join spans using (span_key) join runs using (run_key)
    where tool_call_id = ? and dispatch_reason is not 'replay' order by span_key limit 3
  `)
  const runOf = db.prepare<[Buffer], number>('select run_key from runs where trace_id = ?').pluck()
  const runsNamed = db
    .prepare<[string], number>('select run_key from run_names where name = ? limit 3')
    .pluck()
  const runsOfSession = db
    .prepare<[string], number>('select run_key from run_sessions where session_id = ? limit 3')
    .pluck()
  const hasSpan = db.prepare<[number, Buffer], number>(
    'select 1 from spans where run_key = ? and span_id = ?',
  )
  const isBelow = db
    .prepare<{ runKey: number; topKey: number }, number>(/* sql */ `
      with recursive up (run_key) as (
        select @runKey union select dispatcher_key from runs join up using (run_key)
        where dispatcher_key is not null)
      select exists (select 1 from up where run_key = @topKey)
    `)
    .pluck()

  function byCall({ runKey, reason, target }: ParentClaimRow): FoundParent | undefined {
    const found = callers.all(target)
    const [first] = found
    // A call of the run itself is its own; its parts hang together by their spans.
    if (first === undefined || found.some(each => each.runKey === runKey)) return undefined
    if (found.some(each => each.runKey !== first.runKey)) return undefined
    return { parentKey: first.runKey, spanId: first.spanId, reason }
  }

  function byLink({ runKey, reason, target, spanId }: ParentClaimRow): FoundParent | undefined {
    const parentKey = runOf.get(Buffer.from(target, 'hex'))
    if (parentKey === undefined || parentKey === runKey) return undefined
    const isHere = spanId !== null && hasSpan.get(parentKey, spanId) !== undefined
    return { parentKey, spanId: isHere ? spanId : null, reason }
  }

  function byName(claim: ParentClaimRow): FoundParent | undefined {
    const others = runsNamed.all(claim.target).filter(runKey => runKey !== claim.runKey)
    const [parentKey] = others
    if (parentKey === undefined) return RUN_ID.test(claim.target) ? byLink(claim) : undefined
    return others.length > 1 ? undefined : { parentKey, spanId: null, reason: claim.reason }
  }

  /** A session of several runs does not tell which of them it was. */
  function bySession({ runKey, target, reason }: ParentClaimRow): FoundParent | undefined {
    const [parentKey, ...others] = runsOfSession.all(target)
    if (parentKey === undefined || parentKey === runKey || others.length > 0) return undefined
    return { parentKey, spanId: null, reason }
  }

  const resolvers = {
    'tool-call': byCall,
    'span-link': byLink,
    'parent-run': byName,
    'parent-session': bySession,
    replay: (claim: ParentClaimRow) => (RUN_ID.test(claim.target) ? byLink(claim) : undefined),
  }
  return {
    resolve: (claim: ParentClaimRow): FoundParent | undefined => resolvers[claim.reason](claim),
    /** Whether a run is dispatched by another, over any number of runs between. */
    isBelow: (runKey: number, topKey: number): boolean => isBelow.get({ runKey, topKey }) === 1,
  }
}
