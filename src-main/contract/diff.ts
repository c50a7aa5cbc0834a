import { z } from 'zod'

/** A piece of a text: what stayed, what went and what came. */
export const TextPiece = z.object({ change: z.enum(['same', 'removed', 'added']), text: z.string() })
export type TextPiece = z.infer<typeof TextPiece>

/** Lines of two texts that belong together. Lines count from 0. */
export const TextChunk = z.object({
  change: z.enum(['same', 'changed', 'removed', 'added']),
  leftFrom: z.int(),
  leftCount: z.int(),
  rightFrom: z.int(),
  rightCount: z.int(),
  /** Of changed lines. Null when the change is too long to be told word by word. */
  words: z.array(TextPiece).nullable(),
})
export type TextChunk = z.infer<typeof TextChunk>
