import { z } from 'zod'

/** A connection that this process opened to somebody else, and what it was for. */
export const OutboundConnection = z.object({
  /** Unix time in milliseconds. */
  atMs: z.number(),
  host: z.string(),
  port: z.int(),
  isLoopback: z.boolean(),
  /** What asked for it, for example `replay 1f2e… with gpt-5`. */
  why: z.string(),
  sentBytes: z.int(),
  receivedBytes: z.int(),
  outcome: z.enum(['open', 'answered', 'failed', 'refused']),
  /** The HTTP status; null without an answer. */
  status: z.int().nullable(),
})
export type OutboundConnection = z.infer<typeof OutboundConnection>
