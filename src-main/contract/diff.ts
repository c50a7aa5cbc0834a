import { z } from 'zod'
import { BlockKind, Section } from './call.ts'
import { Figure, Total } from './figure.ts'
import { IgnoreRule } from './ignore-rules.ts'
import { RunSummary } from './run.ts'
import { SpanSummary } from './span.ts'

/** A piece of a text: what stayed, what went and what came. */
export const TextPiece = z.object({ change: z.enum(['same', 'removed', 'added']), text: z.string() })
export type TextPiece = z.infer<typeof TextPiece>

/** Lines of two texts that belong together. Lines count from 0. */
export const TextChunk = z.object({
  change: z.enum(['same', 'changed', 'removed', 'added']),
  leftFrom: z.int(),
  leftCount: z.int(),
  rightFrom: z.int(),
  rightCount: z.int(),
  /** Of changed lines. Null when the change is too long to be told word by word. */
  words: z.array(TextPiece).nullable(),
})
export type TextChunk = z.infer<typeof TextChunk>

/** What of a step differs. */
export const DiffAspect = z.enum([
  'model',
  'parameters',
  'prompt',
  'answer',
  'arguments',
  'result',
  'status',
  'name',
])
export type DiffAspect = z.infer<typeof DiffAspect>

/** A line of the comparison. Steps are named by their place in the lists of steps, from 0. */
export const DiffRow = z.object({
  change: z.enum(['same', 'changed', 'removed', 'added', 'moved']),
  left: z.int().nullable(),
  right: z.int().nullable(),
  /** Of a moved step: where the other run took it. */
  counterpart: z.int().nullable(),
  aspects: z.array(DiffAspect),
})
export type DiffRow = z.infer<typeof DiffRow>

export const DiffCause = z.enum([
  'prompt-changed',
  'tool-result-changed',
  'same-input-other-sample',
  'order-only',
  'model-or-parameter-changed',
  /** The model asked for the same, and the program did something else. */
  'program-changed',
  /** One run ends where the other goes on. */
  'ended',
  /** Prompts were not captured, so nobody can tell. */
  'not-captured',
])
export type DiffCause = z.infer<typeof DiffCause>

/** A block of a prompt that only one run has, or that both have in other words. */
export const BlockChange = z.object({
  change: z.enum(['changed', 'removed', 'added']),
  /** For a reader: "system prompt", "result of `search` (step 9)". */
  label: z.string(),
  kind: BlockKind,
  section: Section,
  leftBlockId: z.string().nullable(),
  rightBlockId: z.string().nullable(),
  /** The step whose answer or result the block is, in the run that has it. From 0. */
  sourceStep: z.int().nullable(),
})
export type BlockChange = z.infer<typeof BlockChange>

/** Where two runs differ, why, and one sentence that says so. */
export const Divergence = z.object({
  row: z.int(),
  left: z.int().nullable(),
  right: z.int().nullable(),
  cause: DiffCause,
  sentence: z.string(),
  blocks: z.array(BlockChange),
  parameters: z.array(
    z.object({ name: z.string(), left: z.string().nullable(), right: z.string().nullable() }),
  ),
})
export type Divergence = z.infer<typeof Divergence>

/** A block in which two steps differ, and what of the step it is. */
export const StepChange = BlockChange.extend({ part: z.enum(['prompt', 'answer', 'arguments', 'result']) })
export type StepChange = z.infer<typeof StepChange>

/** A figure of both runs, and the right minus the left. */
export const DiffDelta = z.object({ left: Total, right: Total, delta: Figure })
export type DiffDelta = z.infer<typeof DiffDelta>

/** The same steps again and again, on both sides. */
export const DiffLoop = z.object({
  label: z.string(),
  period: z.int(),
  leftFrom: z.int(),
  leftTimes: z.int(),
  rightFrom: z.int(),
  rightTimes: z.int(),
})
export type DiffLoop = z.infer<typeof DiffLoop>

export const RunDiff = z.object({
  left: RunSummary,
  right: RunSummary,
  /** The answer, in a sentence or two. */
  verdict: z.string(),
  isSame: z.boolean(),
  /** Steps that both began with, before anything differed. */
  identicalSteps: z.int(),
  /** The first thing that differs at all. */
  first: Divergence.nullable(),
  /** The first step where the runs did something else, when that is not the first difference already. */
  parting: Divergence.nullable(),
  /** 1: the same; 0: nothing in common. A changed step counts half. */
  similarity: z.number(),
  counts: z.object({ same: z.int(), changed: z.int(), removed: z.int(), added: z.int(), moved: z.int() }),
  leftSteps: z.array(SpanSummary),
  rightSteps: z.array(SpanSummary),
  rows: z.array(DiffRow),
  loops: z.array(DiffLoop),
  totals: z.object({
    inputTokens: DiffDelta,
    outputTokens: DiffDelta,
    cacheReadTokens: DiffDelta,
    cost: DiffDelta,
    durationNs: DiffDelta,
    modelTimeNs: DiffDelta,
    toolTimeNs: DiffDelta,
    steps: DiffDelta,
    calls: DiffDelta,
    tools: DiffDelta,
    errors: DiffDelta,
  }),
  byModel: z.array(
    z.object({
      provider: z.string().nullable(),
      model: z.string(),
      calls: DiffDelta,
      tokens: DiffDelta,
      cost: DiffDelta,
    }),
  ),
  rules: z.array(IgnoreRule),
  /** How often each rule hid a difference within blocks that only one run has. */
  ignored: z.array(z.object({ rule: z.string(), count: z.int() })),
  /** Model calls whose prompt or answer is not in the recording: compared by what else is known. */
  withoutContent: z.int(),
})
export type RunDiff = z.infer<typeof RunDiff>

/** Everything in which two steps differ. Of a step that only one run took, all it said and did. */
export const StepDiff = z.object({
  left: SpanSummary.nullable(),
  right: SpanSummary.nullable(),
  changes: z.array(StepChange),
  /** Changed blocks beyond those that are told. */
  moreChanges: z.int(),
  parameters: Divergence.shape.parameters,
  figures: RunDiff.shape.totals.pick({ inputTokens: true, outputTokens: true, cost: true, durationNs: true }),
})
export type StepDiff = z.infer<typeof StepDiff>

/** One of several runs that are compared with the same one. */
export const ComparedRun = RunDiff.pick({
  verdict: true,
  isSame: true,
  identicalSteps: true,
  similarity: true,
  counts: true,
  totals: true,
}).extend({ run: RunSummary })
export type ComparedRun = z.infer<typeof ComparedRun>
