import { isJsonObject, isList, type JsonObject, type JsonValue, parseJsonExactly } from '../base/json.ts'
import { objectField, objectsField, textField } from '../base/json-field.ts'
import type { AttributeValue, OtlpEvent } from '../otlp/otlp-span.ts'
import type { ImportedItem } from './importer.ts'
import { type AttributeEntry, attributeOf, makeSpan, originOf, othersOf } from './make-span.ts'
import { statusOf } from './status.ts'
import { timeAt } from './time.ts'
import { spanIdOfUuid, traceIdOfUuid } from './uuid-ids.ts'

const FORMAT = 'phoenix'
const ORIGIN = originOf(undefined, 'phoenix')
/** Attributes nest as deep as the flattened lists of messages; a hostile file would go on. */
const MAX_DEPTH = 12
const PLACED = [
  ...['context', 'name', 'span_kind', 'parent_id', 'start_time', 'end_time', 'status_code', 'status_message'],
  ...['attributes', 'events', 'context.trace_id', 'context.span_id'],
]

export function phoenixItem(record: JsonObject, line: number): ImportedItem {
  const context = objectField(record, 'context')
  const spanId = textField(context, 'span_id') ?? textField(record, 'context.span_id')
  const traceId = textField(context, 'trace_id') ?? textField(record, 'context.trace_id')
  const start = timeAt(record, 'start_time')
  if (spanId === undefined || traceId === undefined || start === undefined) {
    return { kind: 'skipped', line, reason: 'It is no span of Phoenix.' }
  }
  const parent = textField(record, 'parent_id')
  const kind = textField(record, 'span_kind')
  const attributes = [...flattened('', record.attributes, 0), ...columnsOf(record)]
  const span = makeSpan({
    traceId: traceIdOfUuid(FORMAT, traceId),
    spanId: spanIdOfUuid(FORMAT, spanId),
    parentSpanId: parent === undefined ? undefined : spanIdOfUuid(FORMAT, parent),
    name: textField(record, 'name') ?? 'span',
    startUnixNano: start,
    endUnixNano: timeAt(record, 'end_time'),
    ...statusOf(textField(record, 'status_code'), textField(record, 'status_message')),
    attributes: { 'openinference.span.kind': kind === 'UNKNOWN' ? undefined : kind },
    others: [
      ...othersOf(record, 'phoenix', PLACED).filter(([key]) => !key.startsWith('phoenix.attributes.')),
      ...attributes,
    ],
    events: eventsOf(record, start),
    origin: ORIGIN,
  })
  return { kind: 'span', line, span }
}

/** Lists and objects become the dotted names that OpenInference gives them. */
function flattened(key: string, value: JsonValue | undefined, depth: number): AttributeEntry[] {
  const isBranch = isJsonObject(value) || (isList(value) && value.some(isJsonObject))
  if (isBranch && depth < MAX_DEPTH) {
    return Object.entries(value).flatMap(([name, member]) =>
      flattened(key === '' ? name : `${key}.${name}`, member, depth + 1),
    )
  }
  const attribute = isList(value) && value.every(isScalar) ? value : attributeOf(value)
  return attribute === undefined || key === '' ? [] : [[key, attribute]]
}

function isScalar(value: JsonValue): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** In a table each attribute has a column; what is a list there is JSON text. */
function columnsOf(record: JsonObject): AttributeEntry[] {
  return Object.entries(record).flatMap(([column, cell]): AttributeEntry[] => {
    if (!column.startsWith('attributes.')) return []
    const parsed = typeof cell === 'string' && /^[[{]/.test(cell) ? parseJsonExactly(cell) : undefined
    return flattened(column.slice('attributes.'.length), parsed ?? numberCell(cell), 0)
  })
}

function numberCell(cell: JsonValue): JsonValue {
  return typeof cell === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(cell) ? Number(cell) : cell
}

function eventsOf(record: JsonObject, start: bigint): OtlpEvent[] {
  const sent = textField(record, 'events')
  const parsed = sent === undefined ? undefined : parseJsonExactly(sent)
  const events = objectsField(parsed === undefined ? record : { events: parsed }, 'events')
  return events.map(event => ({
    name: textField(event, 'name') ?? 'event',
    timeUnixNano: timeAt(event, 'timestamp') ?? start,
    attributes: new Map<string, AttributeValue>(flattened('', event.attributes, 0)),
  }))
}
