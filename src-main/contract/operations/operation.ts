import type { z } from 'zod'

/** A capability of the engine. Every door serves it; none adds to it. */
export interface Operation {
  readonly summary: string
  readonly http: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`
  /** Changes what is stored, so an agent may not call it unasked. */
  readonly writes: boolean
  readonly params: z.ZodObject
  readonly result: z.ZodType
}

export type Operations = Readonly<Record<string, Operation>>
