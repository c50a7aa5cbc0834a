import type { JsonObject } from '../base/json.ts'
import { objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { ImportedItem } from './importer.ts'
import { makeSpan, originOf, othersOf, plainEntries, spanIdOf, traceIdOf } from './make-span.ts'
import { petalTraceMeaning } from './petal-trace-meaning.ts'
import { statusOf } from './status.ts'
import { latest, timeAt } from './time.ts'

const FORMAT = 'petaltrace'
const ORIGIN = originOf('petalflow', 'petaltrace')
const PLACED = [
  ...['id', 'run_id', 'trace_id', 'parent_id', 'name', 'status', 'started_at', 'completed_at'],
  ...['node', 'llm', 'tool', 'edge', 'error', 'attributes'],
]

/** A replay keeps the trace ids of its source, so the run alone says what belongs together. */
export function* petalTraceSpans(record: JsonObject, line: number): Generator<ImportedItem> {
  const run = objectField(record, 'run')
  const runId = textField(run, 'id')
  const start = timeAt(run, 'started_at')
  if (run === undefined || runId === undefined || start === undefined) {
    yield { kind: 'skipped', line, reason: 'It has no run with an id and a time.' }
    return
  }
  const spans = objectsField(record, 'spans')
  const end = timeAt(run, 'completed_at') ?? endOfSpans(spans)
  yield { kind: 'span', line, span: runSpan(run, runId, { start, end }) }
  const known = new Set(spans.map(span => textField(span, 'id')))
  for (const span of spans) {
    const id = textField(span, 'id')
    const spanStart = timeAt(span, 'started_at')
    if (id === undefined || spanStart === undefined) {
      yield { kind: 'skipped', line, reason: 'A span of the run has no id or no time.' }
      continue
    }
    // Stored ids are new ones while parents keep the ids of the sender, so a parent may not be found.
    const parent = textField(span, 'parent_id')
    const parentSpanId = parent !== undefined && known.has(parent) ? spanId(runId, parent) : rootId(runId)
    const ids = { traceId: traceIdOf(FORMAT, runId), spanId: spanId(runId, id), parentSpanId }
    yield { kind: 'span', line, span: partSpan(span, ids, spanStart) }
  }
}

/** PetalTrace never closes a run that came over OTLP, so what it is made of tells its end. */
function endOfSpans(spans: readonly JsonObject[]): bigint | undefined {
  const ends = spans.map(span => timeAt(span, 'completed_at'))
  return ends.includes(undefined) ? undefined : latest(ends)
}

function spanId(runId: string, id: string): string {
  return spanIdOf(FORMAT, runId, 'span', id)
}

function rootId(runId: string): string {
  return spanIdOf(FORMAT, runId, 'run')
}

function runSpan(
  run: JsonObject,
  runId: string,
  times: { readonly start: bigint; readonly end: bigint | undefined },
): OtlpSpan {
  const name = textField(run, 'workflow_name', 'workflow_id') ?? 'run'
  return makeSpan({
    traceId: traceIdOf(FORMAT, runId),
    spanId: rootId(runId),
    name: `run:${name}`,
    startUnixNano: times.start,
    endUnixNano: times.end,
    ...statusOf(textField(run, 'status'), undefined),
    attributes: {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': name,
      'petalflow.run.id': runId,
    },
    others: othersOf(run, 'petaltrace.run', ['id', 'workflow_name', 'started_at', 'completed_at']),
    origin: ORIGIN,
  })
}

function partSpan(
  span: JsonObject,
  ids: { readonly traceId: string; readonly spanId: string; readonly parentSpanId: string },
  start: bigint,
): OtlpSpan {
  const error = objectField(span, 'error')
  const status = statusOf(textField(span, 'status'), textField(error, 'message'))
  return makeSpan({
    ...ids,
    name: textField(span, 'name') ?? textField(span, 'kind') ?? 'span',
    otelKind: span.kind === 'llm' ? 3 : 1,
    startUnixNano: start,
    endUnixNano: timeAt(span, 'completed_at'),
    ...status,
    attributes: {
      'petaltrace.parent_id': textField(span, 'parent_id'),
      'error.type': status.status === 'error' ? (textField(error, 'code') ?? 'error') : undefined,
      ...petalTraceMeaning(span),
    },
    others: [
      ...plainEntries(objectField(span, 'attributes')),
      ...othersOf(span, 'petaltrace', PLACED),
      ...othersOf(error, 'petaltrace.error', ['message']),
    ],
    origin: ORIGIN,
  })
}
