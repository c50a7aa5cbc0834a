import { z } from 'zod'
import { ToolRun } from '../tool-run.ts'
import { RunId, SpanId } from './ids.ts'
import type { Operations } from './operation.ts'

/** What belongs to one LLM call and is not part of it. */
export const callsOperations = {
  'calls.tools': {
    summary:
      'The tool calls that an LLM call mentions, or the one a tool span ran: who asked, which span ran each, and what it gave.',
    http: 'GET /runs/{runId}/calls/{spanId}/tools',
    writes: false,
    isTool: false,
    params: z.object({
      runId: RunId,
      spanId: SpanId,
      blockLimit: z.coerce
        .number()
        .int()
        .min(64)
        .max(1_048_576)
        .default(65_536)
        .describe('Characters a result, at most'),
    }),
    result: z.object({ tools: z.array(ToolRun) }),
  },
} as const satisfies Operations
