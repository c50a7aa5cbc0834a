import type { z } from 'zod'

/** A capability of the engine. Every door serves it; none adds to it. */
export interface Operation {
  readonly summary: string
  readonly http: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`
  /** Changes what is stored, so an agent may not call it unasked. */
  readonly writes: boolean
  /** False for what concerns the installation or a screen: the list of tools an agent reads stays short. */
  readonly isTool?: false
  readonly params: z.ZodObject
  readonly result: z.ZodType
}

export type Operations = Readonly<Record<string, Operation>>
