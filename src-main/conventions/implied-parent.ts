import type { OtlpSpan } from '../otlp/otlp-span.ts'

/**
 * The parent of a span that names none. AgentTrace's SDK links none of its spans to the span of their run, whose id
 * is the first half of the id of the trace.
 */
export function impliedParent({ traceId, spanId, attributes }: OtlpSpan): string | undefined {
  const isStep = attributes.has('span.type') && attributes.has('span.status')
  const runSpanId = traceId.slice(0, 16)
  return isStep && spanId !== runSpanId ? runSpanId : undefined
}
