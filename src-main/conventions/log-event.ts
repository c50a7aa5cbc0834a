import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { AttributeMap, AttributeValue, OtlpEvent, OtlpSpan } from '../otlp/otlp-span.ts'

/** A log record with a name is an event of its span; the newer SDKs send no other events. */
export function isEvent(log: OtlpLog): boolean {
  return log.spanId !== undefined && log.eventName !== ''
}

/** The span with the events that came as log records. What its own events tell is not told again. */
export function withLogEvents(span: OtlpSpan, logs: readonly OtlpLog[]): OtlpSpan {
  const told = new Set(span.events.map(event => event.name))
  const events = logs.filter(log => !told.has(log.eventName)).map(toEvent)
  return events.length === 0 ? span : { ...span, events: [...span.events, ...events] }
}

function toEvent({ eventName, timeUnixNano, observedUnixNano, attributes, body }: OtlpLog): OtlpEvent {
  return {
    name: eventName,
    timeUnixNano: timeUnixNano || observedUnixNano,
    attributes: body === null ? attributes : new Map([...attributes, ...membersOf(body)]),
  }
}

/** A body that is no map stands where producers of span events put theirs. */
function membersOf(body: AttributeValue): Iterable<[string, AttributeValue]> {
  return isMap(body) ? body : [['gen_ai.event.content', body]]
}

function isMap(value: AttributeValue): value is AttributeMap {
  return value instanceof Map
}
