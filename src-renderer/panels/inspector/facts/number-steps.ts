import { chooseSteps } from '#contract/choose-steps.ts'
import type { SpanSummary } from '#contract/span.ts'

/** Which step of its run a span is, counted from 1, as comparing and replaying count. */
export type StepNumbers = ReadonlyMap<string, number>

export function numberSteps(spans: readonly SpanSummary[]): StepNumbers {
  return new Map(chooseSteps(spans).map((span, index) => [span.spanId, index + 1]))
}
