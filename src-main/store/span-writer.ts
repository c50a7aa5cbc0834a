import { createBlockSweep } from './block-sweep.ts'
import { createCallCounter } from './call-counter.ts'
import { createCallWriter } from './call-writer.ts'
import type { WritableDatabase } from './database.ts'
import { createParentWriter } from './parent-writer.ts'
import { createRawWriter } from './raw-writer.ts'
import { createReception } from './reception.ts'
import { createRecordedTags } from './recorded-tags.ts'
import type { SpanRecord } from './records.ts'
import { addSpan, type CountedSpan, createRunAddition, type RunAddition, replaceSpan } from './run-totals.ts'
import { createRunWriter } from './run-writer.ts'
import { createSessionWriter } from './session-writer.ts'
import { createWithheldWriter } from './withheld-writer.ts'

/** Writes understood spans within the transaction of its caller, who calls `finish` before the commit. */
export function createSpanWriter(db: WritableDatabase, monotonicMs: () => number) {
  const writeSpan = createRowWriter(db)
  const runs = createRunWriter(db)
  const counter = createCallCounter(db)
  const calls = createCallWriter(db, counter)
  const raw = createRawWriter(db)
  const sessions = createSessionWriter(db)
  const parents = createParentWriter(db, sessions.settle)
  const keepTags = createRecordedTags(db)
  const sweepBlocks = createBlockSweep(db)
  const writeWithheld = createWithheldWriter(db)
  const batch = createBatch()
  const reception = createReception(db, monotonicMs)
  let lastReceivedMs = 0

  function write(record: SpanRecord, receivedMs: number): void {
    const { runKey, baseNs } = runs.runOf(record)
    const startNs = Number(record.startUnixNano - baseNs)
    const endNs = Number((record.endUnixNano ?? record.startUnixNano) - baseNs)
    const originKey = raw.writeOrigin(record.raw.origin)
    const { spanKey, earlier } = writeSpan(spanRow(runKey, startNs, record, originKey))
    if (earlier !== undefined) batch.erasedBlocks.push(...calls.erase(runKey, spanKey))
    raw.writeRaw(runKey, spanKey, record.raw, calls.write(runKey, spanKey, record))
    writeWithheld(runKey, spanKey, record.withheld, earlier === undefined)
    runs.describe(runKey, spanKey, startNs, record)
    if (record.session && sessions.name(runKey, record.session, record.parentSpanId === undefined)) {
      parents.noteSession(record.session.sessionId)
    }
    parents.note(runKey, record)
    if (record.tags) keepTags(runKey, record.spanId, record.tags)
    const addition = batch.additionTo(runKey, record.traceId)
    const span = countedSpan(record, startNs, Math.max(startNs, endNs))
    if (earlier === undefined) addSpan(addition, span)
    else replaceSpan(addition, earlier, span)
    addition.lastReceivedMs = receivedMs
    lastReceivedMs = receivedMs
    const before = earlier === undefined ? 'nothing' : earlier.isEnded ? 'ended' : 'unended'
    reception.receive(record, { runKey, spanKey, before }, receivedMs)
  }

  return {
    write,
    sources: reception.sources,
    /** Brings the totals of the touched runs up to date, and tells which runs those are. */
    finish(): readonly string[] {
      for (const [runKey, addition] of batch.additions) runs.add(runKey, addition)
      reception.finish(lastReceivedMs)
      for (const runKey of counter.finish()) batch.runIds.add(runs.idOf(runKey))
      parents.finish(batch.runIds)
      if (batch.erasedBlocks.length > 0 && sweepBlocks(batch.erasedBlocks) > 0) calls.forget()
      return batch.take()
    },
    /** Call after a rollback or after rows were deleted. */
    forget(): void {
      batch.take()
      reception.forget()
      counter.forget()
      runs.forget()
      calls.forget()
      raw.forget()
      sessions.forget()
      parents.forget()
    },
  }
}

function createBatch() {
  const additions = new Map<number, RunAddition>()
  /** Carried by a tool until its span was told anew. */
  const erasedBlocks: number[] = []
  const runIds = new Set<string>()
  return {
    additions,
    runIds,
    erasedBlocks,
    additionTo(runKey: number, runId: string): RunAddition {
      const addition = additions.get(runKey) ?? createRunAddition()
      additions.set(runKey, addition)
      runIds.add(runId)
      return addition
    },
    take(): readonly string[] {
      const taken = [...runIds]
      additions.clear()
      erasedBlocks.length = 0
      runIds.clear()
      return taken
    },
  }
}

function spanRow(runKey: number, startNs: number, record: SpanRecord, originKey: number) {
  const { startUnixNano, endUnixNano } = record
  const durationNs = endUnixNano === undefined ? null : Math.max(0, Number(endUnixNano - startUnixNano))
  return {
    runKey,
    spanId: Buffer.from(record.spanId, 'hex'),
    parentSpanId: record.parentSpanId === undefined ? null : Buffer.from(record.parentSpanId, 'hex'),
    originKey,
    kind: record.kind,
    name: record.name,
    status: record.status,
    startNs,
    durationNs,
    agentName: record.agentName,
    toolName: record.toolName,
    model: record.call ? (record.call.responseModel ?? record.call.requestModel) : null,
    errorMessage: record.errorMessage,
    convention: record.convention,
  }
}

type SpanRow = ReturnType<typeof spanRow>

interface EarlierRow extends Omit<CountedSpan, 'isEnded'> {
  readonly durationNs: number | null
}

function countedSpan(record: SpanRecord, startNs: number, endNs: number): CountedSpan {
  const { kind, status, endUnixNano } = record
  return { kind, status, startNs, endNs, isEnded: endUnixNano !== undefined }
}

/** A span that was sent again replaces the earlier one: the newer telling is the fuller one. */
function createRowWriter(db: WritableDatabase) {
  // Bound by position, which takes half as long as by name, and every span is inserted.
  const insertSpan = db.prepare<SpanRow[keyof SpanRow][]>(/* sql */ `
    insert into spans (run_key, span_id, parent_span_id, origin_key, kind, name, status, start_ns,
      duration_ns, agent_name, tool_name, model, error_message, convention)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
  `)
  const selectEarlier = db.prepare<[SpanRow], EarlierRow>(/* sql */ `
    select start_ns as startNs, start_ns + coalesce(duration_ns, 0) as endNs, duration_ns as durationNs,
      kind, status
    from spans where run_key = @runKey and span_id = @spanId
  `)
  const replaceSpan = db
    .prepare<[SpanRow], number>(/* sql */ `
      update spans set parent_span_id = @parentSpanId, origin_key = @originKey, kind = @kind, name = @name,
        status = @status, start_ns = @startNs, duration_ns = @durationNs, agent_name = @agentName,
        tool_name = @toolName, model = @model, error_message = @errorMessage, convention = @convention
      where run_key = @runKey and span_id = @spanId
      returning span_key
    `)
    .pluck()
  return (row: SpanRow): { readonly spanKey: number; readonly earlier: CountedSpan | undefined } => {
    const { changes, lastInsertRowid } = insertSpan.run(...Object.values(row))
    if (changes === 1) return { spanKey: Number(lastInsertRowid), earlier: undefined }
    const earlier = selectEarlier.get(row)
    const spanKey = replaceSpan.get(row)
    if (spanKey === undefined || earlier === undefined) throw new Error('A span is neither new nor known')
    return { spanKey, earlier: { ...earlier, isEnded: earlier.durationNs !== null } }
  }
}
