import { z } from 'zod'
import { Block } from './call.ts'

/** A tool call that a prompt or an answer mentions: who asked for it, what ran it and what it gave. */
export const ToolRun = z.object({
  toolCallId: z.string(),
  /** The call whose answer asked for it. */
  askedBySpanId: z.string().nullable(),
  /** The span that ran it. */
  ranAsSpanId: z.string().nullable(),
  /** What it gave; null where nothing was recorded. */
  result: Block.nullable(),
  isError: z.boolean(),
})
export type ToolRun = z.infer<typeof ToolRun>
