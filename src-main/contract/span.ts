import { z } from 'zod'
import { Figure } from './figure.ts'
import { Withheld } from './redaction.ts'

export const SpanKind = z.enum([
  'agent',
  'node',
  'llm',
  'tool',
  'retrieval',
  'embedding',
  'decision',
  'edge',
  'guardrail',
  'custom',
])
export type SpanKind = z.infer<typeof SpanKind>

export const Status = z.enum(['running', 'ok', 'error', 'cancelled'])
export type Status = z.infer<typeof Status>

/** One line of a span tree: enough to draw it, nothing that has to be loaded to read it. */
export const SpanSummary = z.object({
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  kind: SpanKind,
  name: z.string(),
  status: Status,
  /** Nanoseconds since the run began. */
  startNs: z.number(),
  /** Null while the span has no end. */
  durationNs: z.number().nullable(),
  agentName: z.string().nullable(),
  toolName: z.string().nullable(),
  model: z.string().nullable(),
  inputTokens: Figure,
  outputTokens: Figure,
  /** Nano-dollars. */
  cost: Figure,
  errorMessage: z.string().nullable(),
})
export type SpanSummary = z.infer<typeof SpanSummary>

/** An attribute as it arrived. 64-bit integers past 2^53 and bytes are text, so JSON keeps them whole. */
export type Attribute = string | number | boolean | null | Attribute[] | { [key: string]: Attribute }
export const Attribute: z.ZodType<Attribute> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(Attribute),
    z.record(z.string(), Attribute),
  ]),
)

export const NamedAttribute = z.object({ key: z.string(), value: Attribute })
export type NamedAttribute = z.infer<typeof NamedAttribute>

export const SpanEvent = z.object({
  name: z.string(),
  /** Nanoseconds since the run began. */
  atNs: z.number(),
  attributes: z.array(NamedAttribute),
})
export type SpanEvent = z.infer<typeof SpanEvent>

/** A log record that its sender tied to the span. One with a name is an event of the span. */
export const SpanLog = z.object({
  name: z.string().nullable(),
  /** Nanoseconds since the run began. */
  atNs: z.number(),
  severity: z.string().nullable(),
  body: Attribute,
  attributes: z.array(NamedAttribute),
})
export type SpanLog = z.infer<typeof SpanLog>

export const SpanLink = z.object({
  traceId: z.string(),
  spanId: z.string(),
  attributes: z.array(NamedAttribute),
})
export type SpanLink = z.infer<typeof SpanLink>

export const ToolExchange = z.object({
  toolName: z.string(),
  toolCallId: z.string().nullable(),
  arguments: z.string().nullable(),
  result: z.string().nullable(),
})
export type ToolExchange = z.infer<typeof ToolExchange>

/** Everything kept about one span, as it arrived and as it was understood. */
export const SpanDetail = z.object({
  span: SpanSummary,
  /** The vocabulary it was read with, or null when no convention recognised it. */
  convention: z.string().nullable(),
  hasCall: z.boolean(),
  tool: ToolExchange.nullable(),
  attributes: z.array(NamedAttribute),
  events: z.array(SpanEvent),
  links: z.array(SpanLink),
  /** The first of them; `logTotal` says how many there are. */
  logs: z.array(SpanLog),
  logTotal: z.int(),
  /** What was taken out before it was stored; null when nothing was. */
  withheld: Withheld.nullable(),
  resource: z.array(NamedAttribute),
  scope: z.object({ name: z.string(), version: z.string() }),
})
export type SpanDetail = z.infer<typeof SpanDetail>
