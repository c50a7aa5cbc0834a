import { digestHex } from '../base/digest.ts'
import type { JsonObject, JsonValue } from '../base/json.ts'
import { decodeSpanWire } from '../otlp/decode-traces.ts'
import { encodeSpan } from '../otlp/encode-traces.ts'
import type { AttributeValue, OtlpEvent, OtlpLink, OtlpOrigin, OtlpSpan } from '../otlp/otlp-span.ts'

export type Attributes = Readonly<Record<string, AttributeValue | undefined>>
export type AttributeEntry = readonly [key: string, value: AttributeValue]

export interface NewSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string | undefined
  readonly name: string
  readonly otelKind?: number
  readonly startUnixNano: bigint
  readonly endUnixNano?: bigint | undefined
  readonly status?: OtlpSpan['statusCode'] | undefined
  readonly statusMessage?: string | undefined
  /** What the record says in the words of OpenTelemetry; undefined is left out. */
  readonly attributes: Attributes
  /** What else it says, under names of its own. */
  readonly others?: Iterable<AttributeEntry>
  readonly events?: readonly OtlpEvent[]
  readonly links?: readonly OtlpLink[]
  readonly origin: OtlpOrigin
}

export function makeSpan(span: NewSpan): OtlpSpan {
  const { origin, startUnixNano, endUnixNano } = span
  const told = Object.entries(span.attributes).flatMap(([key, value]): AttributeEntry[] =>
    value === undefined ? [] : [[key, value]],
  )
  const wire = encodeSpan({
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    otelKind: span.otelKind ?? 1,
    startUnixNano,
    endUnixNano: endUnixNano !== undefined && endUnixNano < startUnixNano ? startUnixNano : endUnixNano,
    statusCode: span.status ?? 'unset',
    statusMessage: span.statusMessage ?? '',
    attributes: new Map([...(span.others ?? []), ...told]),
    events: span.events ?? [],
    links: span.links ?? [],
  })
  const decoded = decodeSpanWire(wire, origin)
  if (decoded === undefined) throw new Error(`The span ${span.name} has no valid ids`)
  return decoded
}

/** Ids come from what a record is, so that importing it again changes nothing. */
export function traceIdOf(...identity: readonly string[]): string {
  return digestHex(JSON.stringify(identity), 16)
}

export function spanIdOf(...identity: readonly string[]): string {
  return digestHex(JSON.stringify(identity), 8)
}

export function originOf(serviceName: string | undefined, scopeName: string): OtlpOrigin {
  const resource = new Map<string, AttributeValue>()
  if (serviceName !== undefined) resource.set('service.name', serviceName)
  return { resource, scopeName, scopeVersion: '', schemaUrl: '' }
}

/** The members that have no place in the vocabulary of OpenTelemetry, each under the prefix. */
export function othersOf(
  record: JsonObject | undefined,
  prefix: string,
  known: readonly string[],
): AttributeEntry[] {
  return plainEntries(record)
    .filter(([key]) => !known.includes(key))
    .map(([key, value]) => [`${prefix}.${key}`, value] as const)
}

/** The members of an object as attributes of the same names. */
export function plainEntries(record: JsonObject | undefined): AttributeEntry[] {
  return Object.entries(record ?? {}).flatMap(([key, value]): AttributeEntry[] => {
    const attribute = attributeOf(value)
    return attribute === undefined ? [] : [[key, attribute]]
  })
}

/** A value as an attribute: what is not a scalar becomes JSON text. */
export function attributeOf(value: JsonValue | undefined): AttributeValue | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : value
}
