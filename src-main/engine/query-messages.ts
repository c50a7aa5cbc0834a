import type { Reply } from '#contract/problems.ts'
import type { QueryName } from './query-handlers.ts'

export interface Query {
  readonly id: number
  readonly name: QueryName | 'statistics'
  /** Parsed by the engine before it is sent. */
  readonly params: never
}

export type QueryAnswer =
  | { readonly id: number; readonly reply: Reply<unknown> }
  /** A bug, not a problem: its stack, for the log. */
  | { readonly id: number; readonly fault: string }
