import type { CallShare } from './call-share.ts'
import { SHARE_COLUMNS, type ShareRow, toShare } from './call-share.ts'
import type { WritableDatabase } from './database.ts'

/** An id that more calls carry than this names no answer: some servers give every answer the same id. */
const MOST_TELLINGS = 16

interface Telling extends ShareRow {
  readonly spanKey: number
  readonly sameAs: number | null
  readonly originKey: number
  readonly startUs: number
  readonly endUs: number
  readonly hasParent: number
  readonly traceId: string
  readonly spanId: string
}

interface Counter {
  add(share: CallShare): void
  remove(share: CallShare): void
}

/**
 * Two spans may tell one answer of a provider: its own SDK and an instrumentation of it, say. Only one of them counts.
 * Which one depends on what they say and never on which came first.
 */
export function createSameAnswers(db: WritableDatabase, totals: Counter) {
  const selectTellings = db.prepare<[number, number], Telling>(/* sql */ `
    select calls.span_key as spanKey, same_as as sameAs, origin_key as originKey,
      runs.base_ns / 1000 + spans.start_ns / 1000 as startUs,
      runs.base_ns / 1000 + (spans.start_ns + coalesce(duration_ns, 0)) / 1000 as endUs,
      spans.parent_span_id is not null as hasParent, hex(trace_id) as traceId, hex(span_id) as spanId,
      ${SHARE_COLUMNS}
    from calls join spans using (span_key) join runs on runs.run_key = calls.run_key
    where answer_hash = ? and quarter is not null limit ?
  `)
  const tellingsOrRepeats = db
    .prepare<[number], number>(/* sql */ `
      select count(*) + sum(same_as is not null) from
        (select same_as from calls where answer_hash = ? and quarter is not null limit 2)
    `)
    .pluck()
  const mark = db.prepare('update calls set same_as = ? where span_key = ?')

  function move(telling: Telling, sameAs: number | null): void {
    mark.run(sameAs, telling.spanKey)
    if (sameAs === null) totals.add(toShare(telling))
    else if (telling.sameAs === null) totals.remove(toShare(telling))
  }

  return (answerHash: number): void => {
    // One telling that counts is how nearly all answers are.
    if ((tellingsOrRepeats.get(answerHash) ?? 0) < 2) return
    const tellings = selectTellings.all(answerHash, MOST_TELLINGS + 1)
    const repeats = tellings.length > MOST_TELLINGS ? NO_REPEATS : repeatsIn(tellings)
    for (const telling of tellings) {
      const sameAs = repeats.get(telling)?.spanKey ?? null
      if (sameAs !== telling.sameAs) move(telling, sameAs)
    }
  }
}

type Repeats = ReadonlyMap<Telling, Telling>
const NO_REPEATS: Repeats = new Map()

/** Each telling that does not count → the one that counts instead. */
function repeatsIn(tellings: readonly Telling[]): Repeats {
  const counted: Telling[] = []
  const repeats = new Map<Telling, Telling>()
  for (const telling of tellings.toSorted(byPreference)) {
    const same = counted.find(other => isSameAnswer(other, telling))
    if (same === undefined) counted.push(telling)
    else repeats.set(telling, same)
  }
  return repeats
}

/** A call within an agent's run tells more than one that stands alone, and one with tokens more than one without. */
function byPreference(left: Telling, right: Telling): number {
  return (
    right.hasParent - left.hasParent ||
    knownCounts(right) - knownCounts(left) ||
    left.startUs - right.startUs ||
    compareText(left.traceId + left.spanId, right.traceId + right.spanId)
  )
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function knownCounts({ inputTokens, outputTokens }: Telling): number {
  return (inputTokens === null ? 0 : 1) + (outputTokens === null ? 0 : 1)
}

/**
 * The same id is not enough, because fakes and some local servers use one id again: the two must also have run at the
 * same time, not contradict each other in both counts, and not come from one sender within one run, who tells a call once.
 */
function isSameAnswer(left: Telling, right: Telling): boolean {
  if (left.runKey === right.runKey && left.originKey === right.originKey) return false
  if (left.startUs > right.endUs || right.startUs > left.endUs) return false
  const contradicts = (one: number | null, other: number | null) =>
    one !== null && other !== null && one !== other
  return !(
    contradicts(left.inputTokens, right.inputTokens) && contradicts(left.outputTokens, right.outputTokens)
  )
}
