import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { fillGaps } from './fill-gaps.ts'
import { readGenericSpan } from './generic-span.ts'
import type { SpanMeaning } from './meaning.ts'
import { openInference } from './openinference.ts'
import { otelGenAi } from './otel-gen-ai.ts'
import { otelGenAiEvents } from './otel-gen-ai-events.ts'

/** The order is the priority where a span speaks several vocabularies. */
const conventions: readonly Convention[] = [openInference, otelGenAi, otelGenAiEvents]

/** What the span means. A span of no known vocabulary has the convention `none`. */
export function interpretSpan(span: OtlpSpan): SpanMeaning {
  let meaning: SpanMeaning | undefined
  for (const convention of conventions) {
    const reading = convention.read(span)
    if (reading !== undefined) meaning = meaning === undefined ? reading : fillGaps(meaning, reading)
  }
  return meaning ?? readGenericSpan(span)
}
