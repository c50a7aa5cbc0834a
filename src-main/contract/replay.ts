import { z } from 'zod'
import { Figure } from './figure.ts'
import { BlockId, RunId, SpanId } from './operations/ids.ts'
import { SpanKind } from './span.ts'

/** Live asks the model, mocked takes the recorded answer, hybrid takes it for as long as the prompt is the recorded one. */
export const ReplayMode = z.enum(['live', 'mocked', 'hybrid'])
export type ReplayMode = z.infer<typeof ReplayMode>

/** Independent sends each recorded prompt as it was; chained lets the new answers flow into the next prompts. */
export const ReplayFlow = z.enum(['independent', 'chained'])
export type ReplayFlow = z.infer<typeof ReplayFlow>

export const ReplayEdit = z.object({
  blockId: BlockId.describe('A text of the recorded prompts'),
  text: z.string().max(1_000_000).describe('What stands in its place, wherever a prompt carries it'),
})
export type ReplayEdit = z.infer<typeof ReplayEdit>

/** What a replay does, and what it does otherwise than the recording. */
export const replayChoices = {
  runId: RunId,
  mode: ReplayMode.default('live'),
  flow: ReplayFlow.default('independent'),
  model: z.string().trim().min(1).max(200).optional().describe('Another model than the recorded one'),
  provider: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .optional()
    .describe('Such as openai, openai.chat, anthropic, google, ollama, or the address of a server'),
  from: SpanId.optional().describe('The first step that is live; those before it are mocked'),
  step: SpanId.optional().describe('The only step that is live'),
  stepModes: z
    .record(SpanId, z.enum(['live', 'mocked']))
    .optional()
    .describe('For single steps, before all else'),
  temperature: z.coerce.number().min(0).max(2).optional(),
  maxTokens: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('Tokens of an answer, at most'),
  system: z.string().max(1_000_000).optional().describe('Instead of the recorded system prompts'),
  edits: z.array(ReplayEdit).max(100).optional(),
  budget: z.coerce.number().positive().max(1_000_000).optional().describe('Dollars; the replay stops there'),
  concurrency: z.coerce.number().int().min(1).max(16).default(4).describe('Calls at once, at most'),
}
export const ReplayChoices = z.object(replayChoices)
export type ReplayChoices = z.infer<typeof ReplayChoices>

/** Where live calls go. */
export const ReplayTarget = z.object({
  provider: z.string(),
  /** Null: each call goes to the model it was recorded with. */
  model: z.string().nullable(),
  /** Such as `https://api.openai.com`. */
  origin: z.string(),
  isLocal: z.boolean(),
  key: z.enum(['present', 'missing', 'not-needed']),
})
export type ReplayTarget = z.infer<typeof ReplayTarget>

export const CostRange = z.object({ low: Figure, high: Figure })
export type CostRange = z.infer<typeof CostRange>

/** What keeps a replay from beginning or ends it (`stops`), or what one should know before (`warns`). */
export const ReplayConcern = z.object({
  effect: z.enum(['stops', 'warns']),
  about: z.enum([
    'key',
    'provider',
    'content',
    'tools',
    'images',
    'context',
    'pairing',
    'parameters',
    'price',
  ]),
  text: z.string(),
  /** The steps it concerns; empty when it is all of them. */
  spanIds: z.array(z.string()),
})
export type ReplayConcern = z.infer<typeof ReplayConcern>

export const PlannedStep = z.object({
  spanId: z.string(),
  /** Counted from 1 over all steps of the run. */
  number: z.int(),
  kind: SpanKind,
  name: z.string(),
  /** Tools are always mocked: Runback runs nobody's tools. `omitted` is what a recording does not hold. */
  source: z.enum(['live', 'mocked', 'hybrid', 'omitted']),
  recordedModel: z.string().nullable(),
  model: z.string().nullable(),
  recordedCost: Figure,
  cost: CostRange,
})
export type PlannedStep = z.infer<typeof PlannedStep>

export const ReplayPlan = z.object({
  runId: z.string(),
  mode: ReplayMode,
  flow: ReplayFlow,
  targets: z.array(ReplayTarget),
  steps: z.array(PlannedStep),
  counts: z.object({ live: z.int(), mocked: z.int(), hybrid: z.int(), omitted: z.int() }),
  /** Nano-dollars: the least and the most that the live calls are likely to cost. */
  cost: CostRange,
  costBasis: z.string(),
  concerns: z.array(ReplayConcern),
  canStart: z.boolean(),
  /** The whole in one sentence. */
  summary: z.string(),
})
export type ReplayPlan = z.infer<typeof ReplayPlan>

export const ReplayStepState = z.object({
  /** Of the recorded run; null for a step that the recording has none of. */
  recordedSpanId: z.string().nullable(),
  /** Of the run that the replay records. */
  spanId: z.string().nullable(),
  kind: SpanKind,
  name: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  source: z.enum(['live', 'mocked', 'omitted']),
  cost: Figure,
  /** Characters of the answer so far. */
  received: z.int(),
  note: z.string().nullable(),
})
export type ReplayStepState = z.infer<typeof ReplayStepState>

/** A replay since this program started. What it answered is a run of its own. */
export const Replay = z.object({
  replayId: z.string(),
  runId: z.string(),
  /** The run that is being recorded; null until it begins. */
  resultRunId: z.string().nullable(),
  state: z.enum(['asking', 'running', 'paused', 'stopping', 'done', 'stopped', 'failed']),
  choices: ReplayChoices,
  steps: z.array(ReplayStepState),
  done: z.int(),
  /** Nano-dollars of the calls so far whose cost is known. */
  cost: Figure,
  unknownCosts: z.int(),
  /** Why it ended before its end, or what a person is asked. */
  message: z.string().nullable(),
  summary: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
})
export type Replay = z.infer<typeof Replay>

/** A model that a replay can ask. */
export const ModelChoice = z.object({
  provider: z.string(),
  model: z.string(),
  isLocal: z.boolean(),
  /** How it is known: told by a server on this machine, in the price list, or recorded here. */
  source: z.enum(['server', 'price-list', 'recorded']),
  hasKey: z.boolean(),
  contextTokens: z.int().nullable(),
})
export type ModelChoice = z.infer<typeof ModelChoice>

export const ModelServer = z.object({
  provider: z.string(),
  address: z.string(),
  state: z.enum(['answers', 'silent']),
  models: z.int(),
})
export type ModelServer = z.infer<typeof ModelServer>

/** A key, without the key. */
export const ProviderKey = z.object({
  provider: z.string(),
  /** Its last characters; empty for one so short that they would give it away. */
  lastFour: z.string(),
  keptIn: z.enum(['keychain', 'file', 'environment']),
  /** The only address it is sent to. */
  origin: z.string(),
  /** One sentence on where it lies and who can read it there. */
  about: z.string(),
})
export type ProviderKey = z.infer<typeof ProviderKey>
