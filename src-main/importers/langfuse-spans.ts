import { isJsonObject, isList, type JsonObject, type JsonValue, parseJsonExactly } from '../base/json.ts'
import { anyField, numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { ImportedItem } from './importer.ts'
import { langfuseUsage } from './langfuse-usage.ts'
import { type Attributes, attributeOf, makeSpan, originOf, othersOf, spanIdOf } from './make-span.ts'
import { latest, MILLISECOND, scaled, timeAt } from './time.ts'
import { spanIdOfUuid, traceIdOfUuid } from './uuid-ids.ts'

const FORMAT = 'langfuse'
const ORIGIN = originOf(undefined, 'langfuse')
const PLACED = [
  ...['id', 'traceId', 'type', 'name', 'startTime', 'endTime', 'timestamp', 'parentObservationId'],
  ...['input', 'output', 'model', 'providedModelName', 'modelParameters', 'usage', 'usageDetails'],
  ...['costDetails', 'level', 'statusMessage', 'completionStartTime', 'sessionId', 'userId', 'observations'],
]

/** An observation, or a trace with its observations where it has them. */
export function* langfuseItems(sent: JsonObject, line: number): Generator<ImportedItem> {
  const record = withParsedCells(sent)
  const id = textField(record, 'id')
  const traceId = textField(record, 'traceId') ?? id
  const start = timeAt(record, 'startTime', 'timestamp')
  if (id === undefined || traceId === undefined || start === undefined) {
    yield { kind: 'skipped', line, reason: 'It is no observation and no trace of Langfuse.' }
    return
  }
  if (textField(record, 'traceId') !== undefined) {
    yield { kind: 'span', line, span: observationSpan(record, { id, traceId, start }, undefined) }
    return
  }
  yield { kind: 'span', line, span: traceSpan(record, id, start) }
  for (const observation of objectsField(record, 'observations')) {
    const observationStart = timeAt(observation, 'startTime')
    const observationId = textField(observation, 'id')
    if (observationId === undefined || observationStart === undefined) {
      yield { kind: 'skipped', line, reason: 'An observation has no id or no time.' }
      continue
    }
    const ids = { id: observationId, traceId: id, start: observationStart }
    yield { kind: 'span', line, span: observationSpan(observation, ids, record) }
  }
}

/** In CSV whatever is nested is JSON text. */
function withParsedCells(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, parsedCell(value)]))
}

function parsedCell(value: JsonValue): JsonValue {
  const parsed = typeof value === 'string' && /^[[{]/.test(value) ? parseJsonExactly(value) : undefined
  return isJsonObject(parsed) || isList(parsed) ? parsed : value
}

function traceSpan(trace: JsonObject, id: string, start: bigint): OtlpSpan {
  const ends = objectsField(trace, 'observations').map(each => timeAt(each, 'endTime', 'startTime'))
  return makeSpan({
    traceId: traceIdOfUuid(FORMAT, id),
    spanId: traceSpanId(id),
    name: textField(trace, 'name') ?? 'trace',
    startUnixNano: start,
    // A row of traces tells no end in a unit that is sure.
    endUnixNano: latest([start, ...ends]),
    attributes: {
      'langfuse.observation.type': 'span',
      'langfuse.trace.name': textField(trace, 'name'),
      ...sharedAttributes(trace),
    },
    others: othersOf(trace, 'langfuse.trace', PLACED),
    origin: ORIGIN,
  })
}

function observationSpan(
  observation: JsonObject,
  ids: { readonly id: string; readonly traceId: string; readonly start: bigint },
  trace: JsonObject | undefined,
): OtlpSpan {
  const { id, traceId, start } = ids
  const parent = textField(observation, 'parentObservationId')
  const isEvent = textField(observation, 'type')?.toUpperCase() === 'EVENT'
  const hasFailed = observation.level === 'ERROR'
  return makeSpan({
    traceId: traceIdOfUuid(FORMAT, traceId),
    spanId: spanIdOfUuid(FORMAT, id),
    parentSpanId: parent === undefined ? trace && traceSpanId(traceId) : spanIdOfUuid(FORMAT, parent),
    name: textField(observation, 'name') ?? 'observation',
    startUnixNano: start,
    endUnixNano: timeAt(observation, 'endTime') ?? (isEvent ? start : undefined),
    status: hasFailed ? 'error' : 'unset',
    statusMessage: hasFailed ? textField(observation, 'statusMessage') : '',
    attributes: {
      'langfuse.observation.type': textField(observation, 'type')?.toLowerCase() ?? 'span',
      ...sharedAttributes(trace ?? {}),
      ...sharedAttributes(observation),
      ...callAttributes(observation, start),
    },
    others: othersOf(observation, 'langfuse.observation', PLACED),
    origin: ORIGIN,
  })
}

function sharedAttributes(record: JsonObject): Attributes {
  const told: Attributes = {
    'langfuse.session.id': textField(record, 'sessionId'),
    'langfuse.user.id': textField(record, 'userId'),
    'langfuse.observation.input': attributeOf(record.input),
    'langfuse.observation.output': attributeOf(record.output),
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}

function callAttributes(observation: JsonObject, start: bigint): Attributes {
  const cost = numberField(observation, 'totalCost', 'calculatedTotalCost')
  const costs = objectField(observation, 'costDetails') ?? (cost === undefined ? undefined : { total: cost })
  return {
    'langfuse.observation.model.name': textField(observation, 'model', 'providedModelName'),
    'langfuse.observation.model.parameters': attributeOf(anyField(observation, 'modelParameters')),
    'langfuse.observation.usage_details': attributeOf(langfuseUsage(observation)),
    'langfuse.observation.cost_details': attributeOf(costs),
    'langfuse.observation.level': textField(observation, 'level'),
    'langfuse.observation.status_message': textField(observation, 'statusMessage'),
    'langfuse.observation.completion_start_time': firstTokenTime(observation, start),
  }
}

function firstTokenTime(observation: JsonObject, start: bigint): string | undefined {
  const told = textField(observation, 'completionStartTime')
  const elapsedMs = numberField(observation, 'timeToFirstToken')
  if (told !== undefined || elapsedMs === undefined) return told
  const time = start + scaled(elapsedMs, MILLISECOND)
  return new Date(Number(time / MILLISECOND)).toISOString()
}

function traceSpanId(traceId: string): string {
  return spanIdOf(FORMAT, 'trace', traceId)
}
