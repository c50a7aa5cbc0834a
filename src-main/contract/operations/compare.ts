import { z } from 'zod'
import { ComparedRun, Divergence, RunDiff, StepDiff, TextChunk } from '../diff.ts'
import { IgnoreRule } from '../ignore-rules.ts'
import { RunSummary } from '../run.ts'
import { BlockId, RunId, SpanId } from './ids.ts'
import type { Operations } from './operation.ts'

const sides = {
  left: RunId.describe('Run A, what the other is compared with'),
  right: RunId.describe('Run B'),
  rules: z.array(IgnoreRule).max(50).optional().describe('What to ignore, instead of what the settings say'),
}

/** Two runs held against each other. */
export const compareOperations = {
  diff: {
    summary:
      'Compares two runs step by step: where they parted and why, and what each step, token and cent differs in.',
    http: 'POST /diff',
    writes: false,
    params: z.object(sides),
    result: RunDiff,
  },
  'diff.divergence': {
    summary: 'Names the first step where two runs differ, and why, in a sentence.',
    http: 'POST /diff/divergence',
    writes: false,
    params: z.object(sides),
    result: RunDiff.pick({
      verdict: true,
      isSame: true,
      identicalSteps: true,
      similarity: true,
      counts: true,
      withoutContent: true,
    }).extend({ first: Divergence.nullable(), parting: Divergence.nullable() }),
  },
  'diff.several': {
    summary: 'Compares several runs with one: of each how it differs in a sentence, and its totals.',
    http: 'POST /diff/several',
    writes: false,
    isTool: false,
    params: z.object({
      left: sides.left,
      others: z.array(RunId).min(1).max(20).describe('The runs that are compared with run A'),
      rules: sides.rules,
    }),
    result: z.object({ left: RunSummary, runs: z.array(ComparedRun) }),
  },
  'diff.step': {
    summary: 'Compares two steps: the blocks of prompt, answer, arguments and result in which they differ.',
    http: 'POST /diff/step',
    writes: false,
    isTool: false,
    params: z.object({
      ...sides,
      leftSpan: SpanId.nullable().describe('A step of run A, or null for one that only run B took'),
      rightSpan: SpanId.nullable().describe('A step of run B, or null for one that only run A took'),
    }),
    result: StepDiff,
  },
  'diff.blocks': {
    summary: 'Compares the texts of two blocks by line and by word.',
    http: 'POST /diff/blocks',
    writes: false,
    isTool: false,
    params: z.object({ left: BlockId, right: BlockId }),
    result: z.object({ left: z.string(), right: z.string(), chunks: z.array(TextChunk) }),
  },
  'diff.report': {
    summary:
      'A comparison of two runs as a text to keep or send: Markdown, or one HTML file that needs nothing else.',
    http: 'POST /diff/report',
    writes: false,
    isTool: false,
    params: z.object({ ...sides, format: z.enum(['markdown', 'html']).default('markdown') }),
    result: z.object({ text: z.string(), isSame: z.boolean() }),
  },
} as const satisfies Operations
