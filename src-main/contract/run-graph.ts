import { z } from 'zod'
import { Total } from './figure.ts'
import { SpanKind, Status } from './span.ts'

/** Who worked, what was done step by step, or only what models and tools said to each other. */
export const GraphLevel = z.enum(['agents', 'steps', 'calls'])
export type GraphLevel = z.infer<typeof GraphLevel>

const node = {
  nodeId: z.string(),
  kind: SpanKind,
  name: z.string(),
  status: Status,
  /** Nanoseconds since the run began. */
  startNs: z.number(),
}

const work = {
  ...node,
  /** What the spans that it stands for took together; null while one of them runs. */
  durationNs: z.number().nullable(),
  /** The spans that it stands for, in the order they began, with all that has no node of its own below them. */
  spanIds: z.array(z.string()),
  /** The model, tool or agent. */
  what: z.string().nullable(),
  calls: z.int(),
  errors: z.int(),
  inputTokens: Total,
  outputTokens: Total,
  /** Nano-dollars. */
  cost: Total,
}

export const GraphNode = z.discriminatedUnion('type', [
  /** A span, and the loop that it is part of where that is shown turn by turn. */
  z.object({ type: z.literal('span'), ...work, loopId: z.string().nullable() }),
  /** All that one agent did, however often it was called. */
  z.object({ type: z.literal('agent'), ...work, times: z.int() }),
  /** Steps that repeat in the same order: so many a turn, so many times, and what differs between the turns. */
  z.object({ type: z.literal('loop'), ...work, period: z.int(), times: z.int(), differs: z.string() }),
  /** Another run, which dispatched this one or was dispatched by it. */
  z.object({ type: z.literal('run'), ...node, runId: z.string() }),
])
export type GraphNode = z.infer<typeof GraphNode>

export const GraphEdgeKind = z.enum([
  'parent',
  'tool-call',
  'tool-result',
  'answer',
  'same-prompt',
  'handoff',
  'link',
  'dispatch',
  'repeat',
  'next',
])
export type GraphEdgeKind = z.infer<typeof GraphEdgeKind>

/** Something that led to something else. */
export const GraphEdge = z.object({
  source: z.string(),
  target: z.string(),
  kind: GraphEdgeKind,
  /** How often it is told. */
  count: z.int(),
  /** Nothing recorded says so: it is only what came next. */
  isGuess: z.boolean(),
  /** One sentence on how it is known, or why it is guessed. */
  reason: z.string(),
})
export type GraphEdge = z.infer<typeof GraphEdge>

export const RunGraph = z.object({
  level: GraphLevel,
  nodes: z.array(GraphNode),
  edges: z.array(GraphEdge),
  /** Nodes of this level; more than `nodes` holds when the limit cut it. */
  total: z.int(),
  /** Spans whose links were not looked at, because there are so many. */
  spansWithUnreadLinks: z.int(),
})
export type RunGraph = z.infer<typeof RunGraph>
