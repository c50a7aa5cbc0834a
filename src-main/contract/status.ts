import { z } from 'zod'
import { StoreHealth, StoreNotice } from './store-health.ts'

export const ReceiverName = z.enum(['otlp-http', 'otlp-grpc'])
export type ReceiverName = z.infer<typeof ReceiverName>

/** Who holds a port we wanted, as far as the operating system tells. */
export const PortHolder = z.object({ pid: z.int(), command: z.string() })
export type PortHolder = z.infer<typeof PortHolder>

const Counters = z.object({
  requests: z.int(),
  spans: z.int(),
  logRecords: z.int(),
  /** Of metrics that are kept. */
  dataPoints: z.int(),
  /** Requests answered with an error the sender must not retry. */
  refused: z.int(),
  /** Requests answered "try again later". */
  deferred: z.int(),
  lastRefusal: z.string().nullable(),
})

export const ReceiverStatus = z.object({
  name: ReceiverName,
  port: z.int(),
  counters: Counters,
  listening: z.discriminatedUnion('state', [
    z.object({ state: z.literal('listening') }),
    z.object({ state: z.literal('closed') }),
    z.object({
      state: z.literal('port-taken'),
      holder: PortHolder.nullable(),
      nextFreePort: z.int().nullable(),
    }),
    z.object({ state: z.literal('failed'), reason: z.string() }),
  ]),
})
export type ReceiverStatus = z.infer<typeof ReceiverStatus>

export const EngineStatus = z.object({
  version: z.string(),
  pid: z.int(),
  dataDir: z.string(),
  host: z.enum(['electron', 'serve', 'reader']),
  /** Null when no HTTP API is up, as in a command that only reads. */
  apiPort: z.int().nullable(),
  receivers: z.array(ReceiverStatus),
  store: z.object({
    sizeBytes: z.int(),
    runs: z.int(),
    spans: z.int(),
    blocks: z.int(),
    logs: z.int(),
    /** Log records that name no run, and so are shown nowhere. */
    logsWithoutRun: z.int(),
    waitingForSearch: z.int(),
    health: StoreHealth,
    notices: z.array(StoreNotice),
  }),
  /** Prices come from this edition of the price list. */
  prices: z.string(),
})
export type EngineStatus = z.infer<typeof EngineStatus>
