import type { LedgerEntry } from '#contract/run.ts'
import type { ReadableDatabase } from './database.ts'
import type { ParentGaps } from './parent-gaps.ts'

/** A sender's answer to a late request may come a little after the last span of its run. */
const MINUTES_AROUND = 1

interface DoubtRow {
  readonly cutValues: number
  readonly droppedAttributes: number
  readonly droppedEvents: number
  readonly droppedLinks: number
  readonly endsBeforeStart: number
  readonly inFuture: number
  readonly furthestMs: number
}

interface RunRow {
  readonly duplicates: number
  readonly late: number
  readonly reopened: number
}

type Gap = LedgerEntry['gap']

/** What was cut, dropped, refused, late or timed by another clock: what no row of a run shows by itself. */
export function createDoubtLedger(db: ReadableDatabase) {
  const ofSpans = db.prepare<[number], DoubtRow>(/* sql */ `
    select coalesce(sum(cut_values), 0) as cutValues, coalesce(sum(dropped_attributes), 0) as droppedAttributes,
      coalesce(sum(dropped_events), 0) as droppedEvents, coalesce(sum(dropped_links), 0) as droppedLinks,
      coalesce(sum(ends_before_start), 0) as endsBeforeStart, coalesce(sum(future_ms > 0), 0) as inFuture,
      coalesce(max(future_ms), 0) as furthestMs
    from span_doubts where run_key = ?
  `)
  const ofRun = db.prepare<[number], RunRow>(
    'select duplicate_count as duplicates, late_count as late, reopened_count as reopened from runs where run_key = ?',
  )
  const refusalsOf = createRefusals(db)
  return (runKey: number, parentGaps: ParentGaps): LedgerEntry[] => {
    const doubts = ofSpans.get(runKey)
    const run = ofRun.get(runKey)
    if (doubts === undefined || run === undefined) return []
    return [
      entry('content-cut', doubts.cutValues),
      dropped(doubts),
      clockSkew(doubts, parentGaps),
      refusalsOf(runKey),
      entry('late-spans', run.late, [`reopened ${times(run.reopened)} after it had closed`]),
      entry('duplicates', run.duplicates),
    ].filter(each => each.count > 0)
  }
}

function entry(gap: Gap, count: number, about: readonly string[] = []): LedgerEntry {
  return { gap, count, about: [...about] }
}

function dropped({ droppedAttributes, droppedEvents, droppedLinks }: DoubtRow): LedgerEntry {
  return entry('dropped-by-exporter', droppedAttributes + droppedEvents + droppedLinks, [
    ...phrase(droppedAttributes, 'attribute'),
    ...phrase(droppedEvents, 'event'),
    ...phrase(droppedLinks, 'link'),
  ])
}

/** Work that goes on after its parent ended is no error of a clock, so it is told apart. */
function clockSkew(doubts: DoubtRow, { startsBefore, endsAfter }: ParentGaps): LedgerEntry {
  const { endsBeforeStart, inFuture, furthestMs } = doubts
  const furthest = `, up to ${Math.round(furthestMs / 1000)} s after they arrived`
  return entry('clock-skew', endsBeforeStart + inFuture + startsBefore + endsAfter, [
    ...phrase(endsBeforeStart, 'span', 'that end before they start: shown without a duration'),
    ...phrase(inFuture, 'span', `in the future${furthest}: shown at the time they tell`),
    ...phrase(startsBefore, 'span', 'that start before their parent: shown at the time they tell'),
    ...phrase(endsAfter, 'span', 'that end after their parent: work left running, or another clock'),
  ])
}

function phrase(count: number, noun: string, rest = ''): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}${rest === '' ? '' : ` ${rest}`}`]
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

/** Requests that were refused while the run was recorded, from its senders or from nameless ones like them. */
function createRefusals(db: ReadableDatabase) {
  const select = db.prepare<[{ runKey: number }], { reason: string; requests: number }>(/* sql */ `
    select reason, sum(refusals.requests) as requests
    from refusals join sources as refused using (source_key), runs
    where runs.run_key = @runKey and kind = 'refused'
      and minute between min(runs.start_ns / 60000000000, runs.last_received_ms / 60000) - ${MINUTES_AROUND}
        and runs.last_received_ms / 60000 + ${MINUTES_AROUND}
      and exists (select 1 from run_sources join sources as known using (source_key)
        where run_sources.run_key = runs.run_key and known.receiver = refused.receiver
          and known.user_agent = refused.user_agent and refused.service_name in ('', known.service_name))
    group by reason order by 2 desc limit 5
  `)
  return (runKey: number): LedgerEntry => {
    const rows = select.all({ runKey })
    return entry(
      'refused-requests',
      rows.reduce((sum, row) => sum + row.requests, 0),
      rows.map(row => row.reason),
    )
  }
}
