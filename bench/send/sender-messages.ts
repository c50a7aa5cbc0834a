import type { Recipe } from '../payload/payload.ts'
import type { Target } from './target.ts'

export interface SenderOrder {
  readonly target: Target
  readonly recipe: Recipe
  /** No request is begun later than this. */
  readonly maxMs: number
  /** Requests are begun at this rate, whether or not earlier ones were answered; left out, as fast as answers come. */
  readonly requestsPerSecond: number | undefined
}

/** What the payload is, once it is made. */
export interface SenderReady {
  readonly kind: 'ready'
  readonly spans: number
  readonly bytes: number
}

export interface Sending {
  readonly kind: 'sent'
  /** From the first request to the last answer. */
  readonly tookMs: number
  /** Of what was accepted. */
  readonly spans: number
  readonly bytes: number
  readonly requests: number
  readonly refused: number
  readonly latenciesMs: readonly number[]
}

export type SenderMessage = SenderReady | Sending
