import { z } from 'zod'
import { BlockKind, Section } from './call.ts'
import { Figure } from './figure.ts'

/** A block of a run's prompts, wherever it stands in them. */
export const ContextBlock = z.object({
  blockId: z.string(),
  kind: BlockKind,
  section: Section,
  role: z.string(),
  name: z.string().nullable(),
  sizeBytes: z.int(),
  /** Its share of the tokens of the first call that carries it. */
  tokens: Figure,
  /** The first call that carries it, and how many do. Calls count from 0. */
  firstCall: z.int(),
  calls: z.int(),
  /** The span whose answer or result it is. */
  sourceSpanId: z.string().nullable(),
})
export type ContextBlock = z.infer<typeof ContextBlock>

/** The prompt of a call, as what it adds to the one of an earlier call. Blocks are named by their place in the list of blocks. */
export const ContextCall = z.object({
  spanId: z.string(),
  startNs: z.number(),
  model: z.string().nullable(),
  agentName: z.string().nullable(),
  baseCall: z.int().nullable(),
  baseLength: z.int(),
  added: z.array(z.int()),
  answer: z.array(z.int()),
  promptLength: z.int(),
  promptBytes: z.int(),
  input: Figure,
  cacheRead: Figure,
  output: Figure,
  cost: Figure,
  /** How many blocks from the start came from the provider's cache, by their share of the tokens. */
  cachedLength: z.int().nullable(),
})
export type ContextCall = z.infer<typeof ContextCall>

/** Where a prompt stopped repeating the one before it, so that a provider's cache could not serve the rest. */
export const CacheBreak = z.object({
  call: z.int(),
  previousCall: z.int(),
  /** The first block that differs, counted from the start of the prompt. */
  position: z.int(),
  block: z.int().nullable(),
  previousBlock: z.int().nullable(),
  /** The first byte within that block that differs. */
  byteOffset: z.int(),
  /** Tokens behind that point that had been sent before. */
  lostTokens: Figure,
  /** Nano-dollars that reading them from the cache would have saved. */
  cost: Figure,
})
export type CacheBreak = z.infer<typeof CacheBreak>

export const RunContext = z.object({
  blocks: z.array(ContextBlock),
  calls: z.array(ContextCall),
  breaks: z.array(CacheBreak),
  /** Model calls whose prompts are not in the recording. */
  withoutContent: z.int(),
})
export type RunContext = z.infer<typeof RunContext>
