import type { DispatchedRun, RunSummary } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { Step, TextOf } from '../../diff/step.ts'

/** A span that named another one beside its parent. */
export interface LinkedSpan {
  readonly spanId: string
  readonly toSpanId: string
}

/** What was recorded of a run, as its graph is made of it. */
export interface GraphSource {
  readonly run: RunSummary
  readonly spans: readonly SpanSummary[]
  readonly steps: readonly Step[]
  readonly links: readonly LinkedSpan[]
  readonly dispatched: readonly DispatchedRun[]
  readonly textOf: TextOf
}
