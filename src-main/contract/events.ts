import { z } from 'zod'

/** What the engine announces. Clients read again what they show; events carry ids, never data. */
export const EngineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run-changed'), runId: z.string() }),
  z.object({ type: z.literal('run-deleted'), runId: z.string() }),
  z.object({ type: z.literal('status-changed') }),
  z.object({ type: z.literal('settings-changed') }),
  z.object({ type: z.literal('import-changed'), jobId: z.string() }),
  z.object({ type: z.literal('watches-changed') }),
  z.object({ type: z.literal('replay-changed'), replayId: z.string() }),
  /** Some announcements were lost on the way: read everything again. */
  z.object({ type: z.literal('resync') }),
])
export type EngineEvent = z.infer<typeof EngineEvent>
