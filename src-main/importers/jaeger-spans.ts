import type { JsonObject } from '../base/json.ts'
import { numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { AttributeValue, OtlpEvent, OtlpLink, OtlpOrigin } from '../otlp/otlp-span.ts'
import type { ImportedItem } from './importer.ts'
import { attributeOf, makeSpan, type NewSpan } from './make-span.ts'
import { MICROSECOND, scaled } from './time.ts'

const KINDS: ReadonlyMap<AttributeValue | undefined, number> = new Map([
  ['internal', 1],
  ['server', 2],
  ['client', 3],
  ['producer', 4],
  ['consumer', 5],
])
/** Tags that are OpenTelemetry's own members of a span, and have their place in it again. */
const PLACED: ReadonlySet<string> = new Set([
  'span.kind',
  'otel.status_code',
  'otel.status_description',
  'otel.scope.name',
  'otel.scope.version',
  'otel.library.name',
  'otel.library.version',
  'internal.span.format',
])

type Tags = ReadonlyMap<string, AttributeValue>

export function* jaegerSpans(trace: JsonObject, line: number): Generator<ImportedItem> {
  const origins = new Map<string, OtlpOrigin>()
  for (const span of objectsField(trace, 'spans')) {
    const traceId = hexId(textField(span, 'traceID') ?? textField(trace, 'traceID'), 32)
    const spanId = hexId(textField(span, 'spanID'), 16)
    const start = numberField(span, 'startTime')
    if (traceId === undefined || spanId === undefined || start === undefined) {
      yield { kind: 'skipped', line, reason: 'A span has no valid ids or no time.' }
      continue
    }
    const tags = tagsOf(objectsField(span, 'tags'))
    const startUnixNano = scaled(start, MICROSECOND)
    const made = makeSpan({
      traceId,
      spanId,
      ...referencesOf(span, traceId),
      name: textField(span, 'operationName') ?? 'span',
      otelKind: KINDS.get(tags.get('span.kind')) ?? 0,
      startUnixNano,
      endUnixNano: startUnixNano + scaled(numberField(span, 'duration') ?? 0, MICROSECOND),
      ...statusIn(tags),
      attributes: {},
      others: [...tags].filter(([key]) => !PLACED.has(key)),
      events: objectsField(span, 'logs').map(log => eventOf(log, startUnixNano)),
      origin: originFor(origins, processOf(trace, span), tags),
    })
    yield { kind: 'span', line, span: made }
  }
}

/** Jaeger writes ids without the zeros they begin with. */
function hexId(id: string | undefined, length: number): string | undefined {
  const hex = id?.toLowerCase().padStart(length, '0')
  return hex?.length === length && /^[0-9a-f]+$/.test(hex) && /[^0]/.test(hex) ? hex : undefined
}

function tagsOf(tags: readonly JsonObject[]): Tags {
  return new Map(
    tags.flatMap(tag => {
      const key = textField(tag, 'key')
      const value = tagValue(tag)
      return key === undefined || value === undefined ? [] : [[key, value] as const]
    }),
  )
}

function tagValue({ type, value }: JsonObject): AttributeValue | undefined {
  if (type === 'int64' && typeof value === 'string' && /^-?\d{1,19}$/.test(value)) return BigInt(value)
  if (type === 'binary' && typeof value === 'string') return Buffer.from(value, 'base64')
  return attributeOf(value)
}

/** The parent within the trace; any other reference is a link. */
function referencesOf(span: JsonObject, traceId: string): Pick<NewSpan, 'parentSpanId' | 'links'> {
  const references = objectsField(span, 'references').flatMap(reference => {
    const linked = {
      traceId: hexId(textField(reference, 'traceID'), 32),
      spanId: hexId(textField(reference, 'spanID'), 16),
    }
    if (linked.traceId === undefined || linked.spanId === undefined) return []
    const link: OtlpLink = { traceId: linked.traceId, spanId: linked.spanId, attributes: new Map() }
    return [{ type: textField(reference, 'refType'), link }]
  })
  const isHere = ({ link }: { readonly link: OtlpLink }) => link.traceId === traceId
  const parent =
    references.find(each => each.type === 'CHILD_OF' && isHere(each)) ??
    references.find(each => each.type === 'FOLLOWS_FROM' && isHere(each))
  return {
    parentSpanId: parent?.link.spanId ?? hexId(textField(span, 'parentSpanID'), 16),
    links: references.filter(each => each !== parent).map(({ link }) => link),
  }
}

function statusIn(tags: Tags): Pick<NewSpan, 'status' | 'statusMessage'> {
  const code = String(tags.get('otel.status_code') ?? '').toUpperCase()
  const error = tags.get('error')
  const status =
    code === 'ERROR' || error === true || error === 'true' ? 'error' : code === 'OK' ? 'ok' : 'unset'
  const description = tags.get('otel.status_description')
  return { status, statusMessage: typeof description === 'string' ? description : '' }
}

function eventOf(log: JsonObject, start: bigint): OtlpEvent {
  const { event, ...fields } = Object.fromEntries(tagsOf(objectsField(log, 'fields')))
  const time = numberField(log, 'timestamp')
  return {
    name: typeof event === 'string' ? event : 'log',
    timeUnixNano: time === undefined ? start : scaled(time, MICROSECOND),
    attributes: new Map(Object.entries(fields)),
  }
}

/** Older versions keep the process within the span. */
function processOf(trace: JsonObject, span: JsonObject): JsonObject | undefined {
  const id = textField(span, 'processID')
  return (
    objectField(span, 'process') ??
    (id === undefined ? undefined : objectField(objectField(trace, 'processes'), id))
  )
}

function originFor(
  origins: Map<string, OtlpOrigin>,
  process: JsonObject | undefined,
  tags: Tags,
): OtlpOrigin {
  const scopeName = String(tags.get('otel.scope.name') ?? tags.get('otel.library.name') ?? '')
  const scopeVersion = String(tags.get('otel.scope.version') ?? tags.get('otel.library.version') ?? '')
  const key = JSON.stringify([process, scopeName, scopeVersion])
  const known = origins.get(key)
  if (known !== undefined) return known
  const serviceName = textField(process, 'serviceName')
  const resource = new Map([
    ...(serviceName === undefined ? [] : [['service.name', serviceName] as const]),
    ...tagsOf(objectsField(process, 'tags')),
  ])
  const origin: OtlpOrigin = { resource, scopeName, scopeVersion, schemaUrl: '' }
  origins.set(key, origin)
  return origin
}
