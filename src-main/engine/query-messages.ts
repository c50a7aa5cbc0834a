import type { Problem } from '#contract/problems.ts'
import type { QueryName } from './query-handlers.ts'

export interface Query {
  readonly id: number
  readonly name: QueryName | 'statistics'
  /** Parsed by the engine before it is sent. */
  readonly params: never
}

export type QueryAnswer =
  /** As JSON: of many rows, one text moves between threads in a third of the time that so many objects take. */
  | { readonly id: number; readonly json: string }
  | { readonly id: number; readonly problem: Problem }
  /** A bug, not a problem: its stack, for the log. */
  | { readonly id: number; readonly fault: string }
