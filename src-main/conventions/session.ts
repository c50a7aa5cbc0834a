import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { textOf } from './read-attribute.ts'

/** The session a span belongs to; a process-wide one counts only where the span names none. */
export function sessionOf(span: OtlpSpan, attributes: AttributeMap = span.attributes): string | undefined {
  return (
    textOf(attributes, 'gen_ai.conversation.id', 'session.id') ?? textOf(span.origin.resource, 'session.id')
  )
}

export function userOf(attributes: AttributeMap): string | undefined {
  return textOf(attributes, 'user.id', 'enduser.id')
}
