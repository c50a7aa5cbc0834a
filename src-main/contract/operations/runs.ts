import { z } from 'zod'
import { Block, Call } from '../call.ts'
import { RunContext } from '../context.ts'
import { Run, RunSummary } from '../run.ts'
import { RunFacets } from '../run-facets.ts'
import { GraphLevel, RunGraph } from '../run-graph.ts'
import { Direction, RunOrder } from '../run-order.ts'
import { SearchResult } from '../search.ts'
import { SpanDetail, Status } from '../span.ts'
import { BlockId, RunId, SpanId } from './ids.ts'
import type { Operations } from './operation.ts'

const Filter = z
  .string()
  .max(2000)
  .describe('Conditions such as `model:gpt-5 cost>0.1 -status:error started:7d "a text"`; all must hold')

/** What was recorded, read and deleted. */
export const runsOperations = {
  'runs.list': {
    summary: 'Recorded runs, newest first.',
    http: 'GET /runs',
    writes: false,
    params: z.object({
      filter: Filter.optional(),
      text: z.string().optional().describe('Part of a run, service, agent or model name, or a run id'),
      status: Status.optional(),
      starred: z
        .union([z.boolean(), z.stringbool()])
        .optional()
        .describe('Only runs with a star, or without'),
      tag: z
        .string()
        .min(1)
        .optional()
        .describe('Only runs with this tag, on the run or on one of its spans'),
      sessionId: z.string().min(1).optional().describe('Only runs of this session'),
      order: RunOrder.default('started'),
      direction: Direction.default('descending'),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      cursor: z
        .string()
        .regex(/^(-?\d{1,19}-\d{1,15}|[\w-]{20,8000})$/, 'a cursor is the `next` of an earlier answer')
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
  'runs.facets': {
    summary: 'How many of the runs that a filter chooses have each status, model, agent, service and tag.',
    http: 'GET /facets',
    writes: false,
    isTool: false,
    params: z.object({
      filter: Filter.optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(50).describe('Values of each, at most'),
    }),
    result: RunFacets,
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
  'runs.context': {
    summary:
      'What each model call of a run was sent, block by block: what stayed, what came from where, and where a cache broke.',
    http: 'GET /runs/{runId}/context',
    writes: false,
    params: z.object({ runId: RunId }),
    result: RunContext,
  },
  'runs.graph': {
    summary:
      'A run as a graph: what led to what, how that is known, and loops as one node that says what differs.',
    http: 'GET /runs/{runId}/graph',
    writes: false,
    isTool: false,
    params: z.object({
      runId: RunId,
      level: GraphLevel.default('steps').describe(
        'Only agents, every step, or only calls of models and tools',
      ),
      open: z.string().max(20_000).optional().describe('Ids of loops to show turn by turn, joined by commas'),
      limit: z.coerce.number().int().min(1).max(20_000).default(5000).describe('Nodes at most'),
    }),
    result: RunGraph,
  },
  'runs.delete': {
    summary: 'Deletes a run and every block no other run carries.',
    http: 'DELETE /runs/{runId}',
    writes: true,
    params: z.object({ runId: RunId }),
    result: z.object({ deletedSpans: z.int(), deletedBlocks: z.int() }),
  },
  'runs.discard': {
    summary: 'Takes runs out of sight at once and deletes them after some seconds, unless they are restored.',
    http: 'POST /runs/discard',
    writes: true,
    isTool: false,
    params: z.object({
      runIds: z.array(RunId).min(1).max(1000),
      afterSeconds: z.coerce.number().int().min(1).max(3600).default(12),
    }),
    result: z.object({
      runIds: z.array(z.string()).describe('Those that are stored here'),
      /** Unix time in milliseconds. */
      deletesAt: z.number(),
    }),
  },
  'runs.restore': {
    summary: 'Brings back runs that were discarded and are not deleted yet.',
    http: 'POST /runs/restore',
    writes: true,
    isTool: false,
    params: z.object({ runIds: z.array(RunId).min(1).max(1000) }),
    result: z.object({ runIds: z.array(z.string()).describe('Those that are back') }),
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
} as const satisfies Operations
