import { z } from 'zod'
import { Figure } from './figure.ts'
import { Attribute } from './span.ts'

export const BlockKind = z.enum([
  'text',
  'reasoning',
  'tool-call',
  'tool-result',
  'tool-definition',
  'image',
  'audio',
  'file',
  'unknown',
])
export type BlockKind = z.infer<typeof BlockKind>

/** One addressable piece of a prompt or answer. Equal pieces are one block, whoever sent them. */
export const Block = z.object({
  /** Hex SHA-256 of kind and content. */
  blockId: z.string(),
  kind: BlockKind,
  text: z.string(),
  /** Of the whole block; `text` is shorter when `isCut`. */
  sizeBytes: z.int(),
  isCut: z.boolean(),
})
export type Block = z.infer<typeof Block>

export const Section = z.enum(['system', 'tools', 'input', 'output'])
export type Section = z.infer<typeof Section>

/** A block in its place within a call. */
export const CallBlock = z.object({
  section: Section,
  /** Which message of the section it belongs to, from 0. */
  message: z.int(),
  role: z.string(),
  name: z.string().nullable(),
  toolCallId: z.string().nullable(),
  isError: z.boolean(),
  /** Not part of the previous call of this run. */
  isNew: z.boolean(),
  block: Block,
})
export type CallBlock = z.infer<typeof CallBlock>

/** Tokens in disjoint buckets: fresh + cacheRead + cacheWrite is the whole prompt. */
export const Usage = z.object({
  freshInput: Figure,
  cacheRead: Figure,
  cacheWrite: Figure,
  input: Figure,
  output: Figure,
  reasoning: Figure,
})
export type Usage = z.infer<typeof Usage>

/** One LLM request and its answer. */
export const Call = z.object({
  runId: z.string(),
  spanId: z.string(),
  provider: z.string().nullable(),
  operation: z.string().nullable(),
  requestModel: z.string().nullable(),
  responseModel: z.string().nullable(),
  responseId: z.string().nullable(),
  parameters: z.record(z.string(), Attribute),
  finishReasons: z.array(z.string()),
  timeToFirstTokenNs: z.number().nullable(),
  usage: Usage,
  /** Nano-dollars, from our price list. */
  cost: Figure,
  /** One sentence on where the cost comes from, or why it is unknown. */
  costBasis: z.string(),
  /** Nano-dollars, as the producer reported it. */
  reportedCost: Figure,
  /** The call before this one that the "new" marks compare with. */
  previousSpanId: z.string().nullable(),
  blocks: z.array(CallBlock),
})
export type Call = z.infer<typeof Call>
