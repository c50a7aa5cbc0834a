import type { DiffRow, RunDiff } from '#contract/diff.ts'
import type { IgnoreRule } from '#contract/ignore-rules.ts'
import type { RunSummary } from '#contract/run.ts'
import { UNPAIRED } from './align.ts'
import { alignSteps } from './align-steps.ts'
import { findDivergences } from './find-divergences.ts'
import { createIdentities } from './identities.ts'
import { createNormaliser, type Normaliser } from './ignore-rules.ts'
import { pairLoops } from './pair-loops.ts'
import { toRows } from './rows.ts'
import { createSide, type Side } from './side.ts'
import type { Step, TextOf } from './step.ts'
import { modelsOf, totalsOf } from './totals.ts'
import { verdictOf } from './verdict.ts'

export interface RecordedRun {
  readonly run: RunSummary
  readonly steps: readonly Step[]
}

/** Names the step where two runs parted, and everything else in which they differ. */
export function compareRuns(
  left: RecordedRun,
  right: RecordedRun,
  textOf: TextOf,
  rules: readonly IgnoreRule[],
): RunDiff {
  const normaliser = createNormaliser(rules)
  const identities = createIdentities(textOf, normaliser)
  const sides = { left: createSide(left.steps, identities), right: createSide(right.steps, identities) }
  const partners = alignEitherWay(left, right, sides)
  const rows = toRows(sides.left.keys, sides.right.keys, partners)
  const loops = pairLoops(sides.left, sides.right, partners)
  const normalisedText = (blockKey: number) => normaliser.normalise(textOf(blockKey))
  const { first, parting } = findDivergences(rows, loops, { ...sides, identities, textOf: normalisedText })
  const counts = countChanges(rows)
  const ignored = countIgnored(left.steps, right.steps, textOf, normaliser)
  const identicalSteps = first === null ? rows.length : first.row
  return {
    left: left.run,
    right: right.run,
    verdict: verdictOf({ identicalSteps, first, parting, ignored }),
    isSame: first === null,
    identicalSteps,
    first,
    parting,
    similarity: similarityOf(counts, left.steps.length + right.steps.length),
    counts,
    leftSteps: left.steps.map(step => step.span),
    rightSteps: right.steps.map(step => step.span),
    rows,
    loops,
    totals: totalsOf(left, right),
    byModel: modelsOf(left.steps, right.steps),
    rules: [...rules],
    ignored,
    withoutContent: [...left.steps, ...right.steps].filter(lacksContent).length,
  }
}

/** Swapping the runs mirrors the answer: between equally good pairings the run ids decide, not the sides. */
function alignEitherWay(
  left: RecordedRun,
  right: RecordedRun,
  sides: { readonly left: Side; readonly right: Side },
): Int32Array {
  if (left.run.runId <= right.run.runId) return alignSteps(sides.left.keys, sides.right.keys)
  const partners = new Int32Array(left.steps.length).fill(UNPAIRED)
  for (const [rightIndex, leftIndex] of alignSteps(sides.right.keys, sides.left.keys).entries()) {
    if (leftIndex !== UNPAIRED) partners[leftIndex] = rightIndex
  }
  return partners
}

function countChanges(rows: readonly DiffRow[]): RunDiff['counts'] {
  const count = (change: DiffRow['change']) => rows.filter(row => row.change === change).length
  return {
    same: count('same'),
    changed: count('changed'),
    removed: count('removed'),
    added: count('added'),
    // A moved step stands in two rows, once for each run.
    moved: count('moved') / 2,
  }
}

function similarityOf({ same, changed, moved }: RunDiff['counts'], steps: number): number {
  return steps === 0 ? 1 : (2 * (same + moved) + changed) / steps
}

function lacksContent({ call }: Step): boolean {
  return (
    call !== null && call.answer.length === 0 && call.prompt.added.length === 0 && call.prompt.base === null
  )
}

/** Only blocks that the other run does not have: within shared ones nothing had to be ignored. */
function countIgnored(
  left: readonly Step[],
  right: readonly Step[],
  textOf: TextOf,
  normaliser: Normaliser,
): RunDiff['ignored'] {
  const leftBlocks = blockKeysOf(left)
  const rightBlocks = blockKeysOf(right)
  const hits = new Map<string, number>()
  for (const blockKey of leftBlocks.symmetricDifference(rightBlocks)) normaliser.count(textOf(blockKey), hits)
  return [...hits].map(([rule, count]) => ({ rule, count }))
}

function blockKeysOf(steps: readonly Step[]): Set<number> {
  const keys = new Set<number>()
  for (const { call, tool } of steps) {
    for (const block of [...(call?.prompt.added ?? []), ...(call?.answer ?? [])]) keys.add(block.blockKey)
    for (const key of [tool?.argumentsKey, tool?.resultKey]) if (typeof key === 'number') keys.add(key)
  }
  return keys
}
