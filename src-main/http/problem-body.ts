import { z } from 'zod'
import type { Problem } from '#contract/problems.ts'

const message = z.string().describe('One sentence for a person').optional()
const runId = z.string()
const spanId = z.string()
const reason = z.string()

/** A problem as it travels in an answer. */
export const ProblemBody = z.discriminatedUnion('code', [
  z.object({ code: z.literal('bad-request'), issues: z.array(z.string()).readonly(), message }),
  z.object({ code: z.literal('run-not-found'), runId, message }),
  z.object({ code: z.literal('session-not-found'), sessionId: z.string(), message }),
  z.object({ code: z.literal('span-not-found'), runId, spanId, message }),
  z.object({ code: z.literal('call-not-found'), runId, spanId, message }),
  z.object({ code: z.literal('block-not-found'), blockId: z.string(), message }),
  z.object({ code: z.literal('took-too-long'), limitMs: z.number(), message }),
  z.object({ code: z.literal('store-unavailable'), reason, message }),
  z.object({ code: z.literal('unreadable-file'), name: z.string(), reason, message }),
  z.object({ code: z.literal('import-not-found'), jobId: z.string(), message }),
  z.object({ code: z.literal('replay-not-found'), replayId: z.string(), message }),
  z.object({ code: z.literal('port-taken'), port: z.int(), holder: z.string(), message }),
  z.object({ code: z.literal('already-running'), pid: z.int(), apiPort: z.int().nullable(), message }),
  z.object({ code: z.literal('not-running'), message }),
  z.object({ code: z.literal('refused'), reason, message }),
]) satisfies z.ZodType<Problem>
export type ProblemBody = z.infer<typeof ProblemBody>
