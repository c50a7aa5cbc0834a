import type { JsonObject } from '../base/json.ts'
import type { OtlpEvent, OtlpOrigin } from '../otlp/otlp-span.ts'
import { answerOf, questionOf } from './exchange.ts'
import type { ImportedItem } from './importer.ts'
import { type Attributes, attributeOf, makeSpan, originOf, plainEntries } from './make-span.ts'
import { anyAt, objectAt, objectsAt, textAt } from './member.ts'
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
  const id = textAt(record, 'span_id')
  const traceId = textAt(record, 'trace_id')
  const start = timeAt(record, 'started_at')
  if (id === undefined || traceId === undefined || start === undefined) {
    return { kind: 'skipped', line, reason: 'It is no span of Prela.' }
  }
  const attributes = objectAt(record, 'attributes')
  const parent = textAt(record, 'parent_span_id')
  const span = makeSpan({
    traceId: traceIdOfUuid(FORMAT, traceId),
    spanId: spanIdOfUuid(FORMAT, id),
    parentSpanId: parent && spanIdOfUuid(FORMAT, parent),
    name: textAt(record, 'name') ?? 'span',
    startUnixNano: start,
    endUnixNano: endOf(record, start),
    ...statusOf(textAt(record, 'status'), textAt(record, 'status_message')),
    attributes: {
      'prela.span_type': textAt(record, 'span_type'),
      'prela.replay_snapshot': attributeOf(record.replay_snapshot),
      ...operationOf(record),
    },
    others: plainEntries(attributes),
    events: objectsAt(record, 'events').map(event => eventOf(event, start)),
    origin: originFor(textAt(attributes, 'service.name') ?? service),
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
    name: textAt(event, 'name') ?? 'event',
    timeUnixNano: timeAt(event, 'timestamp') ?? start,
    attributes: new Map(plainEntries(objectAt(event, 'attributes'))),
  }
}

/** What the attributes do not say: the type, and what was kept to replay the span. */
function operationOf(record: JsonObject): Attributes {
  const type = textAt(record, 'span_type')?.toLowerCase() ?? ''
  const snapshot = objectAt(record, 'replay_snapshot')
  const operation = { 'gen_ai.operation.name': OPERATIONS.get(type) }
  switch (type) {
    case 'llm':
      return { ...operation, ...snapshotCall(snapshot) }
    case 'tool':
      return {
        ...operation,
        'gen_ai.tool.name': textAt(snapshot, 'tool_name'),
        'gen_ai.tool.call.arguments': attributeOf(anyAt(snapshot, 'tool_input')),
        'gen_ai.tool.call.result': attributeOf(anyAt(snapshot, 'tool_output')),
      }
    case 'retrieval':
      return {
        ...operation,
        'gen_ai.retrieval.query.text': textAt(snapshot, 'retrieval_query'),
        'gen_ai.retrieval.documents': attributeOf(anyAt(snapshot, 'retrieved_documents')),
      }
    default:
      return operation
  }
}

function snapshotCall(snapshot: JsonObject | undefined): Attributes {
  const request = objectAt(snapshot, 'llm_request')
  const response = objectAt(snapshot, 'llm_response')
  return {
    'gen_ai.request.model': textAt(request, 'model'),
    'gen_ai.input.messages': questionOf(anyAt(request, 'messages', 'prompt')),
    'gen_ai.output.messages': answerOf(anyAt(response, 'text')),
    'gen_ai.tool.definitions': attributeOf(anyAt(request, 'tools')),
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
