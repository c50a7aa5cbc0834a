import { z } from 'zod'

export const Tag = z
  .string()
  .trim()
  .min(1, 'a tag is not empty')
  .max(100, 'a tag has at most 100 characters')
  .regex(/^[^\s,][^,\p{Cc}]*$/u, 'a tag has no comma and no line break')

export const MAX_NOTE_LENGTH = 10_000

/** What people say of a run or of a span, and the tags that were recorded with it. */
export const Labels = z.object({
  starred: z.boolean(),
  note: z.string().nullable(),
  /** Set by people. */
  tags: z.array(z.string()),
  /** Sent by the producer: nobody can take them away. */
  recordedTags: z.array(z.string()),
})
export type Labels = z.infer<typeof Labels>

export const SpanLabels = Labels.extend({ spanId: z.string() })
export type SpanLabels = z.infer<typeof SpanLabels>

export const TagUse = z.object({ tag: z.string(), runs: z.int() })
export type TagUse = z.infer<typeof TagUse>
