import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { textOf } from './read-attribute.ts'

const EXCEPTION_EVENTS: ReadonlySet<string> = new Set(['exception', 'gen_ai.client.operation.exception'])

/** What went wrong, for a failed span whose status does not say it. A handled exception is no failure. */
export function readError(span: OtlpSpan): string | undefined {
  if (span.statusMessage !== '' || span.statusCode === 'ok') return undefined
  const errorType = textOf(span.attributes, 'error.type')
  if (span.statusCode === 'unset' && errorType === undefined) return undefined
  const event = span.events.findLast(candidate => EXCEPTION_EVENTS.has(candidate.name))
  return (event && describeException(event.attributes)) ?? errorType
}

function describeException(attributes: AttributeMap): string | undefined {
  const type = textOf(attributes, 'exception.type')
  const message = textOf(attributes, 'exception.message')
  return type !== undefined && message !== undefined ? `${type}: ${message}` : (message ?? type)
}
