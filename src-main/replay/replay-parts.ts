import type { Call } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { ReplayChoices, ReplayPlan } from '#contract/replay.ts'
import type { SpanContent } from '../otlp/encode-traces.ts'
import type { AnswerUsage, Ask } from './answer.ts'
import type { Wait } from './ask-again.ts'
import type { Recording } from './recording.ts'

/** A model that can be asked, and its price. */
export interface Asked {
  readonly provider: string
  readonly model: string
  readonly ask: Ask
  price(usage: AnswerUsage): Figure
}

/** What a replay needs of the world. */
export interface ReplayParts {
  readonly recording: Recording
  readonly choices: ReplayChoices
  readonly plan: ReplayPlan
  askedFor(call: Call): Promise<Asked>
  /** Resolves when the spans are on the disk. */
  record(spans: readonly SpanContent[]): Promise<void>
  readonly wait: Wait
}
