import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { createParentSearch, type ParentClaimRow } from './parent-search.ts'
import type { DispatchRecord, ParentReason, SpanRecord } from './records.ts'

const REMEMBERED_NAMES = 4096
/** The surest first: the id of a call is told for nothing else, and a link may mean other things. */
const RANKS: Readonly<Record<ParentReason, number>> = {
  replay: 0,
  'tool-call': 0,
  'span-link': 1,
  'parent-run': 2,
  'parent-session': 3,
}

/** Finds the runs that dispatched others, whichever of the two came first. */
export function createParentWriter(db: WritableDatabase, onMoved: (runKey: number) => void) {
  const addClaim = db.prepare(/* sql */ `
    insert into run_parent_claims (run_key, reason, rank, target, span_id)
    values (@runKey, @reason, @rank, @target, @spanId) on conflict do nothing
  `)
  const addName = db.prepare('insert into run_names (name, run_key) values (?, ?) on conflict do nothing')
  const hasClaims = db.prepare<[], number>('select exists (select 1 from run_parent_claims)').pluck()
  const selectClaimants = db
    .prepare<[string, string], number>(
      'select run_key from run_parent_claims where reason = ? and target = ?',
    )
    .pluck()
  const selectClaims = db.prepare<[number], ParentClaimRow>(/* sql */ `
    select run_key as runKey, reason, target, span_id as spanId from run_parent_claims where run_key = ?
    order by rank, target
  `)
  const setParent = db.prepare(/* sql */ `
    update runs set dispatcher_key = @parentKey, dispatcher_span_id = @spanId, dispatch_reason = @reason
    where run_key = @runKey
      and (dispatcher_key is not @parentKey or dispatcher_span_id is not @spanId or dispatch_reason is not @reason)
  `)
  const search = createParentSearch(db)
  const names = createBoundedMap<number, string>(REMEMBERED_NAMES)
  const changed = new Set<number>()
  /** What the spans of this commit are, that others may have named before they came. */
  const offers = new Map<string, readonly [ParentReason, string]>()

  function offer(reason: ParentReason, target: string): void {
    offers.set(`${reason} ${target}`, [reason, target])
  }

  function noteDispatch(runKey: number, { runName, parents }: DispatchRecord): void {
    if (runName !== undefined && names.get(runKey) !== runName) {
      names.set(runKey, runName)
      addName.run(asRunId(runName), runKey)
      offer('parent-run', asRunId(runName))
    }
    for (const { reason, target, spanId } of parents) {
      const { changes } = addClaim.run({
        runKey,
        reason,
        rank: RANKS[reason],
        target:
          reason === 'span-link' || reason === 'parent-run' || reason === 'replay' ? asRunId(target) : target,
        spanId: spanId === undefined ? null : Buffer.from(spanId, 'hex'),
      })
      if (changes === 1) changed.add(runKey)
    }
  }

  function settle(runKey: number): void {
    const parent = selectClaims
      .all(runKey)
      .map(search.resolve)
      .find(found => found !== undefined && !search.isBelow(found.parentKey, runKey))
    const { parentKey = null, spanId = null, reason = null } = parent ?? {}
    if (setParent.run({ runKey, parentKey, spanId, reason }).changes === 1) onMoved(runKey)
  }

  return {
    note(runKey: number, record: SpanRecord): void {
      if (record.dispatch !== undefined) noteDispatch(runKey, record.dispatch)
      const toolCallId = record.tool?.toolCallId
      if (toolCallId) offer('tool-call', toolCallId)
    },
    noteSession: (sessionId: string): void => offer('parent-session', sessionId),
    /** Once for every run of the commit, when all its spans are written. */
    finish(runIds: Iterable<string>): void {
      if (hasClaims.get() === 1) {
        for (const runId of runIds) {
          offer('span-link', runId)
          offer('parent-run', runId)
          offer('replay', runId)
        }
        for (const [reason, target] of offers.values()) {
          for (const runKey of selectClaimants.all(reason, target)) changed.add(runKey)
        }
        for (const runKey of changed) settle(runKey)
      }
      offers.clear()
      changed.clear()
    },
    forget(): void {
      names.clear()
      offers.clear()
      changed.clear()
    },
  }
}

/** A run id that is a UUID is the same with and without its dashes. */
function asRunId(name: string): string {
  const digits = name.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(digits) ? digits : name
}
