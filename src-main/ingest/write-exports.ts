import { ProblemError } from '#contract/problems.ts'
import { errorCode } from '../base/error-code.ts'
import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import { homesOf } from './log-homes.ts'
import { createLogJoin, dropSuperseded } from './log-join.ts'
import { type ExportReading, readExport } from './read-export.ts'
import type { Commit } from './read-items.ts'

const RETRY_AFTER_SECONDS = 2
/** The store is fine and will refuse the same rows again. */
const NEVER_WRITTEN = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/

export interface WrittenExports {
  /** In the order of the requests. */
  readonly outcomes: readonly ExportOutcome[]
  readonly changedRunIds: readonly string[]
}

/** Writes all requests that are waiting in one commit; when that fails, each on its own. */
export function writeExports(
  store: StoreWriter,
  requests: readonly ExportRequest[],
  nowMs: number,
): WrittenExports {
  const readings = requests.map(readExport)
  const good = readings.filter(reading => reading.kind === 'readable')
  const changed = new Set<string>()
  const failures = new Map<ExportReading, ExportOutcome>()
  const group = commit(store, good, nowMs)
  if (group.ok) {
    for (const runId of group.runIds) changed.add(runId)
  } else {
    for (const reading of good) {
      const alone = commit(store, [reading], nowMs)
      if (!alone.ok) failures.set(reading, alone.outcome)
      else for (const runId of alone.runIds) changed.add(runId)
    }
  }
  return {
    outcomes: readings.map(reading =>
      reading.kind === 'refused' ? reading.outcome : (failures.get(reading) ?? reading.outcome()),
    ),
    changedRunIds: [...changed],
  }
}

type CommitResult =
  | { readonly ok: true; readonly runIds: readonly string[] }
  | { readonly ok: false; readonly outcome: ExportOutcome }

function commit(store: StoreWriter, readings: readonly ExportReading[], nowMs: number): CommitResult {
  if (readings.length === 0) return { ok: true, runIds: [] }
  try {
    const join = createLogJoin(store, nowMs)
    const runIds = store.write(spansOf({ store, join, receivedMs: nowMs }, readings), nowMs)
    return { ok: true, runIds: [...runIds, ...dropSuperseded(store, join)] }
  } catch (error) {
    homesOf(store).forget()
    return { ok: false, outcome: explain(error) }
  }
}

/** Log records go first, so that each span of this commit is understood with its events at once. */
function* spansOf(into: Commit, readings: readonly ExportReading[]): Generator<SpanRecord> {
  const logsFirst = [
    ...readings.filter(reading => reading.signal === 'logs'),
    ...readings.filter(reading => reading.signal !== 'logs'),
  ]
  for (const reading of logsFirst) yield* reading.spans(into)
  yield* into.join.retell()
}

/** A store that cannot write now may later; a request that breaks the reading never will. */
function explain(error: unknown): ExportOutcome {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof ProblemError) {
    return { status: 'unavailable', message, retryAfterSeconds: RETRY_AFTER_SECONDS }
  }
  const code = errorCode(error) ?? ''
  if (!code.startsWith('SQLITE_') || NEVER_WRITTEN.test(code)) return { status: 'malformed', message }
  return {
    status: 'unavailable',
    message: `The store cannot write: ${message}`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  }
}
