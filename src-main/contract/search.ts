import { z } from 'zod'
import { BlockKind } from './call.ts'
import { MAX_CARRIED_BY } from './limits.ts'

/** One block that matches, at the place it first appeared. */
export const SearchHit = z.object({
  runId: z.string(),
  runName: z.string(),
  spanId: z.string(),
  spanName: z.string(),
  blockId: z.string(),
  kind: BlockKind,
  role: z.string(),
  carriedBy: z
    .int()
    .max(MAX_CARRIED_BY)
    .describe(`How many calls carried this block; ${MAX_CARRIED_BY} stands for that many or more`),
  snippet: z.object({ before: z.string(), match: z.string(), after: z.string() }),
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchResult = z.object({
  hits: z.array(SearchHit),
  returned: z.int(),
  /** Pass as `cursor` to go on; null at the end. */
  next: z.string().nullable(),
  /** Blocks stored but not yet searchable. */
  waiting: z.int(),
  /** What the text was taken to mean, when it could not be read as typed. */
  hint: z.string().nullable(),
})
export type SearchResult = z.infer<typeof SearchResult>
