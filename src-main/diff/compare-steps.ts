import type { BlockChange, StepChange, StepDiff } from '#contract/diff.ts'
import type { IgnoreRule } from '#contract/ignore-rules.ts'
import { blockChanges } from './block-changes.ts'
import type { RecordedRun } from './compare-runs.ts'
import { differingParameters } from './differing-parameters.ts'
import { createIdentities, type Identities } from './identities.ts'
import { createNormaliser } from './ignore-rules.ts'
import { promptChanges } from './prompt-changes.ts'
import { sourcesOf } from './side.ts'
import type { PlacedBlock, Prompt, Step, TextOf, ToolContent } from './step.ts'
import { stepFigures } from './totals.ts'
import { quoted } from './words.ts'

const MOST_CHANGES = 200

interface Both<T> {
  readonly left: T
  readonly right: T
}

interface Reading {
  readonly textOf: TextOf
  readonly blockIdOf: (blockKey: number) => string | null
  readonly rules: readonly IgnoreRule[]
}

/** Everything in which two steps differ; of a step without the other, everything that is new in it. */
export function compareSteps(
  { left, right }: Both<Step | undefined>,
  runs: Both<RecordedRun>,
  { textOf, blockIdOf, rules }: Reading,
): StepDiff {
  const identities = createIdentities(textOf, createNormaliser(rules))
  const all: StepChange[] = [
    ...partOf('prompt', prompts({ left, right }, runs, identities)),
    ...partOf('answer', answers({ left, right }, identities)),
    ...toolChanges({ left: left?.tool ?? null, right: right?.tool ?? null }, identities, blockIdOf),
  ]
  const areCalls = left?.call != null && right?.call != null
  return {
    left: left?.span ?? null,
    right: right?.span ?? null,
    changes: all.slice(0, MOST_CHANGES),
    moreChanges: Math.max(0, all.length - MOST_CHANGES),
    parameters: areCalls ? differingParameters(left, right) : [],
    figures: stepFigures(left?.span, right?.span),
  }
}

function partOf(part: StepChange['part'], changes: readonly BlockChange[]): StepChange[] {
  return changes.map(change => ({ ...change, part }))
}

const NOTHING: Prompt = { base: null, baseLength: 0, added: [] }

/** Without the other step only what this one adds to the conversation is told. */
function prompts(
  { left, right }: Both<Step | undefined>,
  runs: Both<RecordedRun>,
  identities: Identities,
): BlockChange[] {
  const isAlone = left === undefined || right === undefined
  const promptOf = (step: Step | undefined): Prompt => {
    const prompt = step?.call?.prompt ?? NOTHING
    return isAlone ? { ...NOTHING, added: prompt.added } : prompt
  }
  const both = { left: promptOf(left), right: promptOf(right) }
  if (identities.prompt(both.left) === identities.prompt(both.right)) return []
  const sources = {
    left: sourcesOf(runs.left.steps, identities),
    right: sourcesOf(runs.right.steps, identities),
  }
  return promptChanges(both, sources, identities)
}

function answers({ left, right }: Both<Step | undefined>, identities: Identities): BlockChange[] {
  const both = { left: left?.call?.answer ?? [], right: right?.call?.answer ?? [] }
  return blockChanges(both, { left: labelOfAnswer, right: labelOfAnswer }, identities)
}

function labelOfAnswer({ kind, name }: PlacedBlock): Pick<BlockChange, 'label' | 'sourceStep'> {
  const label =
    kind === 'tool-call' ? `call of ${quoted(name ?? 'a tool')}` : kind === 'text' ? 'answer' : kind
  return { label, sourceStep: null }
}

function toolChanges(
  { left, right }: Both<ToolContent | null>,
  identities: Identities,
  blockIdOf: Reading['blockIdOf'],
): StepChange[] {
  const keys = {
    arguments: { left: left?.argumentsKey ?? null, right: right?.argumentsKey ?? null },
    result: { left: left?.resultKey ?? null, right: right?.resultKey ?? null },
  }
  const idOf = (blockKey: number | null) => (blockKey === null ? null : blockIdOf(blockKey))
  return (['arguments', 'result'] as const).flatMap((part): StepChange[] => {
    const both = keys[part]
    if (identityOf(both.left, identities) === identityOf(both.right, identities)) return []
    return [
      {
        part,
        change: both.left === null ? 'added' : both.right === null ? 'removed' : 'changed',
        label: part,
        kind: part === 'arguments' ? 'tool-call' : 'tool-result',
        section: part === 'arguments' ? 'input' : 'output',
        leftBlockId: idOf(both.left),
        rightBlockId: idOf(both.right),
        sourceStep: null,
      },
    ]
  })
}

function identityOf(blockKey: number | null, identities: Identities): number | null {
  return blockKey === null ? null : identities.content(blockKey)
}
