import type { Figure } from '#contract/figure.ts'
import type { ReplayTarget } from '#contract/replay.ts'

/** What is known of a model without asking anybody. */
export interface ModelFacts {
  readonly contextTokens: number | undefined
  /** Undefined where nothing here tells. */
  readonly takesImages: boolean | undefined
}

/** Where a live call would go. */
export interface Destination {
  readonly target: ReplayTarget
  readonly model: string
  /** Why it cannot be reached; undefined when it can. */
  readonly problem: { readonly about: 'key' | 'provider'; readonly text: string } | undefined
  readonly isSameMaker: boolean
  price(inputTokens: number, cachedTokens: number, outputTokens: number): Figure
  readonly facts: ModelFacts
}
