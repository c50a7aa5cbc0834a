import { z } from 'zod'
import { Labels, MAX_NOTE_LENGTH, Tag, TagUse } from '../label.ts'
import { RunId, SpanId } from './ids.ts'
import type { Operations } from './operation.ts'

/** What people say of runs and spans. */
export const labelsOperations = {
  'runs.label': {
    summary:
      'Stars, tags and notes on a run or on one of its spans; what is not given stays. A run with a star is never deleted by itself.',
    http: 'PATCH /runs/{runId}/labels',
    writes: true,
    params: z.object({
      runId: RunId,
      spanId: SpanId.optional().describe('The span that is meant, instead of the run'),
      star: z.boolean().optional(),
      addTags: z.array(Tag).max(100).default([]),
      removeTags: z.array(Tag).max(100).default([]),
      note: z.string().max(MAX_NOTE_LENGTH).optional().describe('An empty note takes it away'),
    }),
    result: Labels,
  },
  'tags.list': {
    summary: 'The tags in use, the most used first.',
    http: 'GET /tags',
    writes: false,
    params: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(200) }),
    result: z.object({ tags: z.array(TagUse), total: z.int(), returned: z.int() }),
  },
} as const satisfies Operations
