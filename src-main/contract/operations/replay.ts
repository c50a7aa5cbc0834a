import { z } from 'zod'
import { OutboundConnection } from '../outbound.ts'
import { ModelChoice, ModelServer, Replay, ReplayPlan, replayChoices } from '../replay.ts'
import type { Operations } from './operation.ts'

const ReplayId = z.string().regex(/^[0-9a-f]{16}$/, 'a replay id is 16 hex digits')

/** A recorded run asked again, and what went out for it. */
export const replayOperations = {
  'replay.plan': {
    summary: 'What replaying a run would ask, cost and lack. Sends nothing.',
    http: 'POST /replays/plan',
    writes: false,
    params: z.object(replayChoices),
    result: ReplayPlan,
  },
  'replay.start': {
    summary:
      'Asks the calls of a recorded run again, with another model if you like, and records the answers as a run of its own. May cost money.',
    http: 'POST /replays',
    writes: true,
    params: z.object({
      ...replayChoices,
      ask: z.boolean().default(false).describe('Wait until a person agrees in the window'),
    }),
    result: Replay,
  },
  'replay.list': {
    summary: 'Replays since Runback started, the newest first.',
    http: 'GET /replays',
    writes: false,
    isTool: false,
    params: z.object({}),
    result: z.object({ replays: z.array(Replay) }),
  },
  'replay.get': {
    summary: 'How far a replay is, step by step.',
    http: 'GET /replays/{replayId}',
    writes: false,
    params: z.object({ replayId: ReplayId }),
    result: Replay,
  },
  'replay.approve': {
    summary: 'Lets a replay begin that waits for a person.',
    http: 'POST /replays/{replayId}/approve',
    writes: true,
    isTool: false,
    params: z.object({ replayId: ReplayId }),
    result: Replay,
  },
  'replay.pause': {
    summary: 'Lets a replay finish the calls under way and begin no more.',
    http: 'POST /replays/{replayId}/pause',
    writes: true,
    isTool: false,
    params: z.object({ replayId: ReplayId }),
    result: Replay,
  },
  'replay.resume': {
    summary: 'Lets a paused replay go on.',
    http: 'POST /replays/{replayId}/resume',
    writes: true,
    isTool: false,
    params: z.object({ replayId: ReplayId }),
    result: Replay,
  },
  'replay.stop': {
    summary: 'Ends a replay at once; what it has is kept.',
    http: 'POST /replays/{replayId}/stop',
    writes: true,
    params: z.object({ replayId: ReplayId }),
    result: Replay,
  },
  'models.list': {
    summary:
      'Models that a replay can ask: recorded ones, those of providers with a key, those of servers on this machine.',
    http: 'GET /models',
    writes: false,
    isTool: false,
    params: z.object({
      ask: z
        .union([z.boolean(), z.stringbool()])
        .default(false)
        .describe('Ask the model servers on this machine what they have'),
    }),
    result: z.object({ models: z.array(ModelChoice), servers: z.array(ModelServer) }),
  },
  'outbound.list': {
    summary: 'Every connection Runback opened since it started, and what for.',
    http: 'GET /outbound',
    writes: false,
    isTool: false,
    params: z.object({}),
    result: z.object({ connections: z.array(OutboundConnection) }),
  },
} as const satisfies Operations
