import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import type { SpanRecord } from './records.ts'
import type { RunAddition } from './run-totals.ts'

const REMEMBERED_RUNS = 4096

export interface RunRow {
  readonly runKey: number
  readonly baseNs: bigint
}

const DOUBT_OF = (column: string) =>
  `case ${column} when 'exact' then 0 when 'derived' then 1 when 'estimated' then 2 else 0 end`

const totalsOf = (name: string, value: string, confidence: string) => /* sql */ `
  coalesce(sum(${value}), 0) as ${name}_sum,
  coalesce(sum(${confidence} = 'unknown'), 0) as ${name}_missing,
  coalesce(max(${DOUBT_OF(confidence)}), 0) as ${name}_doubt`

/** Keeps the totals of runs as their spans come in, so that no list ever has to add them up. */
export function createRunWriter(db: WritableDatabase) {
  const selectRun = db
    .prepare<[Buffer], RunRow>('select run_key as runKey, base_ns as baseNs from runs where trace_id = ?')
    .safeIntegers()
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
      call_count = call_count + @calls, tool_count = tool_count + @tools, error_count = error_count + @errors,
      input_tokens = input_tokens + @inputSum, input_missing = input_missing + @inputMissing,
      input_doubt = max(input_doubt, @inputDoubt),
      output_tokens = output_tokens + @outputSum, output_missing = output_missing + @outputMissing,
      output_doubt = max(output_doubt, @outputDoubt),
      cache_read_tokens = cache_read_tokens + @cacheReadSum,
      cache_read_missing = cache_read_missing + @cacheReadMissing,
      cache_read_doubt = max(cache_read_doubt, @cacheReadDoubt),
      cost_nano = cost_nano + @costSum, cost_missing = cost_missing + @costMissing,
      cost_doubt = max(cost_doubt, @costDoubt),
      last_received_ms = @lastReceivedMs
    where run_key = @runKey
  `)
  const addModel = db.prepare('insert or ignore into run_models (run_key, model) values (?, ?)')
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
  const runs = createBoundedMap<string, RunRow>(REMEMBERED_RUNS)
  const described = createBoundedMap<number, string>(REMEMBERED_RUNS)

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
    const { serviceName, userId, agentName } = record
    const facts = JSON.stringify([serviceName, userId, agentName])
    if (described.get(runKey) === facts) return
    described.set(runKey, facts)
    describeRun.run({ runKey, serviceName, userId, agentName })
  }

  function add(runKey: number, addition: RunAddition): void {
    addToRun.run({
      runKey,
      startNs: addition.startNs,
      endNs: addition.endNs,
      spans: addition.spans,
      unended: addition.unended,
      calls: addition.calls,
      tools: addition.tools,
      errors: addition.errors,
      lastReceivedMs: addition.lastReceivedMs,
      ...sumColumns('input', addition.input),
      ...sumColumns('output', addition.output),
      ...sumColumns('cacheRead', addition.cacheRead),
      ...sumColumns('cost', addition.cost),
    })
    for (const model of addition.models) addModel.run(runKey, model)
  }

  return {
    runOf,
    describe,
    add,
    recount: createRecount(db),
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      runs.clear()
      described.clear()
    },
  }
}

function sumColumns(name: string, { sum, missing, doubt }: RunAddition['cost']): Record<string, number> {
  return { [`${name}Sum`]: sum, [`${name}Missing`]: missing, [`${name}Doubt`]: doubt }
}

/** Counts a run again from its spans: needed when a span replaced an earlier one. */
function createRecount(db: WritableDatabase) {
  const recount = db.prepare(/* sql */ `
    update runs set
      start_ns = base_ns + s.start_ns, end_ns = base_ns + s.end_ns, span_count = s.spans,
      unended_count = s.unended, tool_count = s.tools, error_count = s.errors, call_count = c.calls,
      input_tokens = c.input_sum, input_missing = c.input_missing, input_doubt = c.input_doubt,
      output_tokens = c.output_sum, output_missing = c.output_missing, output_doubt = c.output_doubt,
      cache_read_tokens = c.cache_read_sum, cache_read_missing = c.cache_read_missing,
      cache_read_doubt = c.cache_read_doubt,
      cost_nano = c.cost_sum, cost_missing = c.cost_missing, cost_doubt = c.cost_doubt
    from
      (select count(*) as spans, min(start_ns) as start_ns, max(start_ns + coalesce(duration_ns, 0)) as end_ns,
         sum(duration_ns is null) as unended, sum(kind = 'tool') as tools, sum(status = 'error') as errors
       from spans where run_key = @runKey) as s,
      (select count(*) as calls,
         ${totalsOf('input', 'input_tokens', 'input_confidence')},
         ${totalsOf('output', 'output_tokens', 'output_confidence')},
         ${totalsOf('cache_read', "details ->> '$.usage.cacheRead.value'", "details ->> '$.usage.cacheRead.confidence'")},
         ${totalsOf('cost', 'cost_nano', 'cost_confidence')}
       from calls join spans using (span_key)
       where calls.run_key = @runKey and spans.kind in ('llm', 'embedding')) as c
    where run_key = @runKey
  `)
  const forgetModels = db.prepare('delete from run_models where run_key = ?')
  const countModels = db.prepare(/* sql */ `
    insert or ignore into run_models (run_key, model)
    select calls.run_key, coalesce(response_model, request_model) from calls join spans using (span_key)
    where calls.run_key = ? and spans.kind in ('llm', 'embedding')
      and coalesce(response_model, request_model) is not null
  `)
  return (runKey: number): void => {
    recount.run({ runKey })
    forgetModels.run(runKey)
    countModels.run(runKey)
  }
}
