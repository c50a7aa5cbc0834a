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
  /** The first half of the hex SHA-256 of kind and content. */
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

/** Tokens that have one price. Text stands for everything that was not told apart, too. */
export const Bucket = z.enum([
  'textInput',
  'audioInput',
  'imageInput',
  'videoInput',
  'textCacheRead',
  'audioCacheRead',
  'imageCacheRead',
  'videoCacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'textOutput',
  'reasoning',
  'audioOutput',
  'imageOutput',
  'videoOutput',
])
export type Bucket = z.infer<typeof Bucket>

/** Tokens of a call: fresh + cacheRead + cacheWrite is the whole prompt, and reasoning is part of the output. */
export const Usage = z.object({
  freshInput: Figure,
  cacheRead: Figure,
  cacheWrite: Figure,
  input: Figure,
  output: Figure,
  reasoning: Figure,
  /** Disjoint: those of the prompt add up to `input`, those of the answer to `output`. Only what is known stands here. */
  buckets: z.partialRecord(Bucket, Figure),
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
  /** Nano-dollars, from the user's prices or the price list. */
  cost: Figure,
  /** One sentence on where the cost comes from, or why it is unknown. */
  costBasis: z.string(),
  /** Nano-dollars, as the producer reported it. */
  reportedCost: Figure,
  /** How far the two are apart, in one sentence; null when there are not two. */
  costDifference: z.string().nullable(),
  /** What totals count: ours, or the reported one where ours is unknown, as an estimate unless the provider billed it. */
  countedCost: Figure,
  /** The span that tells the same answer of the provider and that totals count instead of this one. */
  sameAnswerAs: z.object({ runId: z.string(), spanId: z.string() }).nullable(),
  /** The call before this one that the "new" marks compare with. */
  previousSpanId: z.string().nullable(),
  blocks: z.array(CallBlock),
})
export type Call = z.infer<typeof Call>
