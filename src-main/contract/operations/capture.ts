import { z } from 'zod'
import { MetricSeries } from '../metric.ts'
import { Source } from '../source.ts'
import { EngineStatus, ReceiverName, ReceiverStatus } from '../status.ts'
import type { Operations } from './operation.ts'

/** What is running here, and what comes in. */
export const captureOperations = {
  status: {
    summary: 'What is running here: ports, store, price list.',
    http: 'GET /status',
    writes: false,
    params: z.object({}),
    result: EngineStatus,
  },
  'sources.list': {
    summary: 'Who sends telemetry here, and what was refused, cut, dropped, late or doubtful of it.',
    http: 'GET /sources',
    writes: false,
    isTool: false,
    params: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
    result: z.object({ sources: z.array(Source), total: z.int(), returned: z.int() }),
  },
  'metrics.list': {
    summary: 'The gen_ai metrics that senders exported: each series with its last values.',
    http: 'GET /metrics',
    writes: false,
    isTool: false,
    params: z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(500) }),
    result: z.object({ series: z.array(MetricSeries), total: z.int(), returned: z.int() }),
  },
  'notices.dismiss': {
    summary: 'Forgets something that was told about the store.',
    http: 'DELETE /notices/{noticeId}',
    writes: true,
    isTool: false,
    params: z.object({ noticeId: z.coerce.number().int().min(1) }),
    result: z.object({ dismissed: z.boolean() }),
  },
  'store.rescue': {
    summary: 'Copies into the store what can still be read of a damaged one that was set aside.',
    http: 'POST /store/rescue',
    writes: true,
    isTool: false,
    params: z.object({
      name: z
        .string()
        .regex(/^runback\.damaged-[\dT-]+\.db$/, 'a file beside the store named runback.damaged-….db')
        .describe('Its file name'),
    }),
    result: z.object({ name: z.string(), spans: z.int(), unreadable: z.int(), runs: z.int() }),
  },
  'receivers.move': {
    summary: 'Lets a receiver listen on another port until the next start.',
    http: 'POST /receivers/{receiver}',
    writes: true,
    isTool: false,
    params: z.object({ receiver: ReceiverName, port: z.coerce.number().int().min(1).max(65_535) }),
    result: ReceiverStatus,
  },
  'samples.load': {
    summary: 'Records the sample run that comes with Runback.',
    http: 'POST /samples',
    writes: true,
    isTool: false,
    params: z.object({}),
    result: z.object({ runId: z.string() }),
  },
} as const satisfies Operations
