import { z } from 'zod'
import { Block, Call } from './call.ts'
import { MetricSeries } from './metric.ts'
import { Run, RunSummary } from './run.ts'
import { SearchResult } from './search.ts'
import { Settings, SettingsChange } from './settings.ts'
import { SpanDetail, Status } from './span.ts'
import { EngineStatus, ReceiverName, ReceiverStatus } from './status.ts'

const RunId = z.string().regex(/^[0-9a-f]{32}$/, 'a run id is 32 hex digits')
const SpanId = z.string().regex(/^[0-9a-f]{16}$/, 'a span id is 16 hex digits')
const BlockId = z.string().regex(/^[0-9a-f]{64}$/, 'a block id is 64 hex digits')

const ImportedFile = z.object({
  name: z.string(),
  spans: z.int(),
  runIds: z.array(z.string()),
  /** The first of them; `skippedCount` tells how many there are. */
  skipped: z.array(z.object({ line: z.int(), reason: z.string() })),
  skippedCount: z.int(),
})

/** A capability of the engine. Every door serves it; none adds to it. */
export interface Operation {
  readonly summary: string
  readonly http: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`
  /** Changes what is stored, so an agent may not call it unasked. */
  readonly writes: boolean
  readonly params: z.ZodObject
  readonly result: z.ZodType
}

/** Everything a client may ask of the engine. IPC, HTTP, MCP and the command line all serve this one table. */
export const operations = {
  status: {
    summary: 'What is running here: ports, store, price list.',
    http: 'GET /status',
    writes: false,
    params: z.object({}),
    result: EngineStatus,
  },
  'runs.list': {
    summary: 'Recorded runs, newest first.',
    http: 'GET /runs',
    writes: false,
    params: z.object({
      text: z.string().optional().describe('Part of a run, service, agent or model name, or a run id'),
      status: Status.optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      cursor: z
        .string()
        .regex(/^-?\d{1,19}-\d{1,15}$/, 'a cursor is the `next` of an earlier answer')
        .optional()
        .describe('The `next` of an earlier answer'),
    }),
    result: z.object({
      runs: z.array(RunSummary),
      total: z.int(),
      returned: z.int(),
      next: z.string().nullable(),
    }),
  },
  'runs.get': {
    summary: 'One run with the skeleton of its spans, and what is missing from it.',
    http: 'GET /runs/{runId}',
    writes: false,
    params: z.object({
      runId: RunId,
      limit: z.coerce.number().int().min(0).max(100_000).default(10_000).describe('Spans to return at most'),
    }),
    result: Run,
  },
  'runs.delete': {
    summary: 'Deletes a run and every block no other run carries.',
    http: 'DELETE /runs/{runId}',
    writes: true,
    params: z.object({ runId: RunId }),
    result: z.object({ deletedSpans: z.int(), deletedBlocks: z.int() }),
  },
  'spans.get': {
    summary: 'One span with everything that arrived with it.',
    http: 'GET /runs/{runId}/spans/{spanId}',
    writes: false,
    params: z.object({ runId: RunId, spanId: SpanId }),
    result: SpanDetail,
  },
  'calls.get': {
    summary: 'One LLM call: its prompt and answer as blocks, parameters, tokens and cost.',
    http: 'GET /runs/{runId}/calls/{spanId}',
    writes: false,
    params: z.object({
      runId: RunId,
      spanId: SpanId,
      blockLimit: z.coerce
        .number()
        .int()
        .min(64)
        .max(1_048_576)
        .default(65_536)
        .describe('Characters a block, at most'),
    }),
    result: Call,
  },
  'blocks.get': {
    summary: 'One block, whole.',
    http: 'GET /blocks/{blockId}',
    writes: false,
    params: z.object({ blockId: BlockId }),
    result: Block,
  },
  search: {
    summary:
      'Finds words in every recorded prompt, answer and tool result. "Quotes" keep words together, a final * matches beginnings.',
    http: 'GET /search',
    writes: false,
    params: z.object({
      text: z.string().min(1),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z
        .string()
        .regex(/^\d{1,15}$/, 'a cursor is the `next` of an earlier answer')
        .optional()
        .describe('The `next` of an earlier answer'),
    }),
    result: SearchResult,
  },
  'metrics.list': {
    summary: 'The gen_ai metrics that senders exported: each series with its last values.',
    http: 'GET /metrics',
    writes: false,
    params: z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(500) }),
    result: z.object({ series: z.array(MetricSeries), total: z.int(), returned: z.int() }),
  },
  'imports.create': {
    summary: 'Records the runs of a trace file. The same file twice changes nothing.',
    http: 'POST /imports',
    writes: true,
    params: z.object({
      name: z.string().min(1).describe('The file name, for messages'),
      text: z.string().describe('The content of the file'),
    }),
    result: ImportedFile,
  },
  'samples.load': {
    summary: 'Records the sample run that comes with Runback.',
    http: 'POST /samples',
    writes: true,
    params: z.object({}),
    result: z.object({ runId: z.string() }),
  },
  'receivers.move': {
    summary: 'Lets a receiver listen on another port until the next start.',
    http: 'POST /receivers/{receiver}',
    writes: true,
    params: z.object({ receiver: ReceiverName, port: z.coerce.number().int().min(1).max(65_535) }),
    result: ReceiverStatus,
  },
  'settings.get': {
    summary: 'The settings in force.',
    http: 'GET /settings',
    writes: false,
    params: z.object({}),
    result: Settings,
  },
  'settings.set': {
    summary: 'Changes the settings that are given and leaves the others.',
    http: 'PATCH /settings',
    writes: true,
    params: SettingsChange,
    result: Settings,
  },
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
export type ParamsOf<N extends OperationName> = z.input<(typeof operations)[N]['params']>
export type ParsedParamsOf<N extends OperationName> = z.output<(typeof operations)[N]['params']>
export type ResultOf<N extends OperationName> = z.output<(typeof operations)[N]['result']>

export const operationNames = Object.keys(operations) as OperationName[]
