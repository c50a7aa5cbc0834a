import type { Call } from '#contract/call.ts'
import type { SpanSummary } from '#contract/span.ts'

/** A tool's answer as it was recorded. */
export interface ToolExchange {
  readonly name: string
  readonly arguments: string
  readonly result: string
  readonly isError: boolean
  readonly toolCallId: string | null
  /** Something that was looked up, not something that was done. */
  readonly isRetrieval?: boolean
}

/** Something the agent did, in the order of the run. */
export interface RecordedStep {
  readonly span: SpanSummary
  /** Counted from 1. */
  readonly number: number
  readonly isCall: boolean
}

/** A run as a replay reads it: its steps, and the content of one when its turn comes. */
export interface Recording {
  readonly runId: string
  readonly name: string
  readonly agentName: string | null
  readonly steps: readonly RecordedStep[]
  /** Undefined for a call whose content is not there. */
  callOf(spanId: string): Promise<Call | undefined>
  toolOf(spanId: string): Promise<ToolExchange | undefined>
}
