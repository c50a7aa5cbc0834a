import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import type { SpanRecord } from './records.ts'
import type { RunAddition } from './run-totals.ts'

const REMEMBERED_RUNS = 4096

export interface RunRow {
  readonly runKey: number
  readonly baseNs: bigint
}

type RunFacts = Pick<SpanRecord, 'serviceName' | 'userId' | 'agentName'>

const NO_FACTS: RunFacts = { serviceName: null, userId: null, agentName: null }

/** The first to know a fact sets it, so nearly all spans have nothing to add. */
function hasNews(known: RunFacts, { serviceName, userId, agentName }: RunFacts): boolean {
  return (
    (known.serviceName === null && serviceName !== null) ||
    (known.userId === null && userId !== null) ||
    (known.agentName === null && agentName !== null)
  )
}

/** Keeps the totals of runs as their spans come in, so that no list ever has to add them up. */
export function createRunWriter(db: WritableDatabase) {
  const selectRun = db
    .prepare<[Buffer], RunRow>('select run_key as runKey, base_ns as baseNs from runs where trace_id = ?')
    .safeIntegers()
  const selectId = db
    .prepare<[number], string>('select lower(hex(trace_id)) from runs where run_key = ?')
    .pluck()
  const insertRun = db.prepare(/* sql */ `
    insert into runs (trace_id, base_ns, start_ns, end_ns, name, status, span_count, unended_count,
      call_count, tool_count, error_count, input_tokens, input_missing, input_doubt, output_tokens,
      output_missing, output_doubt, cache_read_tokens, cache_read_missing, cache_read_doubt,
      cost_nano, cost_missing, cost_doubt, last_received_ms)
    values (@traceId, @baseNs, @baseNs, @baseNs, @name, 'running', 0, 0,
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  `)
  const addToRun = db.prepare(/* sql */ `
    update runs set
      -- Numbers are bound as reals, and a real cannot hold Unix nanoseconds.
      start_ns = min(start_ns, base_ns + cast(@startNs as integer)),
      end_ns = max(end_ns, base_ns + cast(@endNs as integer)),
      span_count = span_count + @spans, unended_count = unended_count + @unended,
      tool_count = tool_count + @tools, error_count = error_count + @errors,
      last_received_ms = @lastReceivedMs
    where run_key = @runKey
  `)
  const nameRun = db.prepare(/* sql */ `
    update runs set name = @name, status = @status, root_span_key = @spanKey
    where run_key = @runKey and (root_span_key is null or root_span_key = @spanKey or
      (select start_ns from spans where span_key = root_span_key) > @startNs)
  `)
  const describeRun = db.prepare(/* sql */ `
    update runs set
      service_name = coalesce(service_name, @serviceName), user_id = coalesce(user_id, @userId), agent_name = coalesce(agent_name, @agentName)
    where run_key = @runKey
  `)
  const findEndsAgain = createEndsAgain(db)
  const runs = createBoundedMap<string, RunRow>(REMEMBERED_RUNS)
  const described = createBoundedMap<number, RunFacts>(REMEMBERED_RUNS)

  function runOf(record: SpanRecord): RunRow {
    const known = runs.get(record.traceId)
    if (known !== undefined) return known
    const run = findRun(record.traceId) ?? createRun(record)
    runs.set(record.traceId, run)
    return run
  }

  function findRun(traceId: string): RunRow | undefined {
    const row = selectRun.get(Buffer.from(traceId, 'hex'))
    return row && { runKey: Number(row.runKey), baseNs: row.baseNs }
  }

  function createRun(record: SpanRecord): RunRow {
    const { lastInsertRowid } = insertRun.run({
      traceId: Buffer.from(record.traceId, 'hex'),
      baseNs: record.startUnixNano,
      name: record.name,
    })
    return { runKey: Number(lastInsertRowid), baseNs: record.startUnixNano }
  }

  /** Takes over what a span says about its whole run: the root names it, the first to know an id sets it. */
  function describe(runKey: number, spanKey: number, startNs: number, record: SpanRecord): void {
    if (record.parentSpanId === undefined) {
      nameRun.run({ runKey, spanKey, startNs, name: record.name, status: record.status })
    }
    const known = described.get(runKey) ?? NO_FACTS
    if (!hasNews(known, record)) return
    const serviceName = known.serviceName ?? record.serviceName
    const userId = known.userId ?? record.userId
    const agentName = known.agentName ?? record.agentName
    described.set(runKey, { serviceName, userId, agentName })
    describeRun.run({ runKey, serviceName, userId, agentName })
  }

  function add(runKey: number, { retracted, ...addition }: RunAddition): void {
    addToRun.run({ runKey, ...addition })
    if (retracted !== undefined) findEndsAgain(runKey, retracted)
  }

  return {
    runOf,
    idOf: (runKey: number): string => selectId.get(runKey) ?? '',
    describe,
    add,
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      runs.clear()
      described.clear()
    },
  }
}

/** Looks for the ends of a run again, when the span that reached one was told anew and reaches it no more. */
function createEndsAgain(db: WritableDatabase) {
  const findEnds = db.prepare(/* sql */ `
    update runs set start_ns = base_ns + s.start_ns, end_ns = base_ns + s.end_ns
    from (select min(start_ns) as start_ns, max(start_ns + coalesce(duration_ns, 0)) as end_ns
      from spans where run_key = @runKey) as s
    where run_key = @runKey and
      (runs.start_ns >= base_ns + cast(@startNs as integer) or runs.end_ns <= base_ns + cast(@endNs as integer))
  `)
  return (runKey: number, retracted: NonNullable<RunAddition['retracted']>): void => {
    findEnds.run({ runKey, ...retracted })
  }
}
