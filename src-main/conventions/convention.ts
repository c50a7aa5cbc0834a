import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { SpanMeaning } from './meaning.ts'

/** One vocabulary of span attributes. Returns undefined when the span does not speak it. */
export interface Convention {
  readonly name: string
  read(span: OtlpSpan): SpanMeaning | undefined
}
