import type { JsonObject } from '../base/json.ts'
import { anyField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpEvent, OtlpOrigin } from '../otlp/otlp-span.ts'
import { answerOf, questionOf } from './exchange.ts'
import type { ImportedItem } from './importer.ts'
import { type Attributes, attributeOf, makeSpan, originOf, plainEntries } from './make-span.ts'
import { statusOf } from './status.ts'
import { MILLISECOND, scaled, timeAt } from './time.ts'
import { spanIdOfUuid, traceIdOfUuid } from './uuid-ids.ts'

const FORMAT = 'prela'
/** The convention of Prela's own attributes knows its spans by this scope. */
const SCOPE = 'prela'

const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['agent', 'invoke_agent'],
  ['llm', 'chat'],
  ['tool', 'execute_tool'],
  ['retrieval', 'retrieval'],
  ['embedding', 'embeddings'],
])

/** A span as Prela writes it to files and posts it to `/v1/traces`. */
export function prelaItem(record: JsonObject, line: number, service?: string): ImportedItem {
  const id = textField(record, 'span_id')
  const traceId = textField(record, 'trace_id')
  const start = timeAt(record, 'started_at')
  if (id === undefined || traceId === undefined || start === undefined) {
    return { kind: 'skipped', line, reason: 'It is no span of Prela.' }
  }
  const attributes = objectField(record, 'attributes')
  const parent = textField(record, 'parent_span_id')
  const span = makeSpan({
    traceId: traceIdOfUuid(FORMAT, traceId),
    spanId: spanIdOfUuid(FORMAT, id),
    parentSpanId: parent && spanIdOfUuid(FORMAT, parent),
    name: textField(record, 'name') ?? 'span',
    startUnixNano: start,
    endUnixNano: endOf(record, start),
    ...statusOf(textField(record, 'status'), textField(record, 'status_message')),
    attributes: {
      'prela.span_type': textField(record, 'span_type'),
      'prela.replay_snapshot': attributeOf(record.replay_snapshot),
      ...operationOf(record),
    },
    others: plainEntries(attributes),
    events: objectsField(record, 'events').map(event => eventOf(event, start)),
    origin: originFor(textField(attributes, 'service.name') ?? service),
  })
  return { kind: 'span', line, span }
}

function endOf(record: JsonObject, start: bigint): bigint | undefined {
  const durationMs = record.duration_ms
  const told = timeAt(record, 'ended_at')
  return told ?? (typeof durationMs === 'number' ? start + scaled(durationMs, MILLISECOND) : undefined)
}

function eventOf(event: JsonObject, start: bigint): OtlpEvent {
  return {
    name: textField(event, 'name') ?? 'event',
    timeUnixNano: timeAt(event, 'timestamp') ?? start,
    attributes: new Map(plainEntries(objectField(event, 'attributes'))),
  }
}

/** What the attributes do not say: the type, and what was kept to replay the span. */
function operationOf(record: JsonObject): Attributes {
  const type = textField(record, 'span_type')?.toLowerCase() ?? ''
  const snapshot = objectField(record, 'replay_snapshot')
  const operation = { 'gen_ai.operation.name': OPERATIONS.get(type) }
  switch (type) {
    case 'llm':
      return { ...operation, ...snapshotCall(snapshot) }
    case 'tool':
      return {
        ...operation,
        'gen_ai.tool.name': textField(snapshot, 'tool_name'),
        'gen_ai.tool.call.arguments': attributeOf(anyField(snapshot, 'tool_input')),
        'gen_ai.tool.call.result': attributeOf(anyField(snapshot, 'tool_output')),
      }
    case 'retrieval':
      return {
        ...operation,
        'gen_ai.retrieval.query.text': textField(snapshot, 'retrieval_query'),
        'gen_ai.retrieval.documents': attributeOf(anyField(snapshot, 'retrieved_documents')),
      }
    default:
      return operation
  }
}

function snapshotCall(snapshot: JsonObject | undefined): Attributes {
  const request = objectField(snapshot, 'llm_request')
  const response = objectField(snapshot, 'llm_response')
  return {
    'gen_ai.request.model': textField(request, 'model'),
    'gen_ai.input.messages': questionOf(anyField(request, 'messages', 'prompt')),
    'gen_ai.output.messages': answerOf(anyField(response, 'text')),
    'gen_ai.tool.definitions': attributeOf(anyField(request, 'tools')),
  }
}

/** All spans of a service share one origin. */
const origins = new Map<string | undefined, OtlpOrigin>()
const MAX_ORIGINS = 100

function originFor(service: string | undefined): OtlpOrigin {
  const known = origins.get(service)
  if (known !== undefined) return known
  if (origins.size >= MAX_ORIGINS) origins.clear()
  const origin = originOf(service, SCOPE)
  origins.set(service, origin)
  return origin
}
