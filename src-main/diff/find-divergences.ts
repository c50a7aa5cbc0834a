import type { DiffLoop, DiffRow, Divergence } from '#contract/diff.ts'
import { type Comparison, describeCalls } from './describe-calls.ts'
import { describeOneSided } from './describe-one-sided.ts'
import { describeTools } from './describe-tools.ts'
import type { Step } from './step.ts'

export interface Divergences {
  readonly first: Divergence | null
  /** Where the runs first did something else, when that comes after the first difference. */
  readonly parting: Divergence | null
}

export function findDivergences(
  rows: readonly DiffRow[],
  loops: readonly DiffLoop[],
  comparison: Comparison,
): Divergences {
  const first = rows.findIndex(row => row.change !== 'same')
  if (first < 0) return { first: null, parting: null }
  const parting = rows.findIndex((row, index) => index >= first && isParting(row, comparison))
  return {
    first: describe(rows, first, loops, comparison),
    parting: parting <= first ? null : describe(rows, parting, loops, comparison),
  }
}

function isParting(row: DiffRow, { left, right }: Comparison): boolean {
  if (row.change === 'added' || row.change === 'removed') return true
  if (row.left === null || row.right === null) return false
  return left.keys[row.left]?.action !== right.keys[row.right]?.action
}

function describe(
  rows: readonly DiffRow[],
  index: number,
  loops: readonly DiffLoop[],
  comparison: Comparison,
): Divergence {
  const row = rows[index]
  const left = stepAt(comparison.left.steps, row?.left)
  const right = stepAt(comparison.right.steps, row?.right)
  const place = { row: index, left: row?.left ?? null, right: row?.right ?? null }
  if (row === undefined || left === undefined || right === undefined) {
    return { ...place, ...describeOneSided(rows, index, loops, comparison), blocks: [], parameters: [] }
  }
  if (left.call !== null && right.call !== null) {
    return { ...place, ...describeCalls(row, { left, right }, comparison) }
  }
  return { ...place, ...describeTools(row, left, right, comparison), blocks: [], parameters: [] }
}

function stepAt(steps: readonly Step[], index: number | null | undefined): Step | undefined {
  return index === null || index === undefined ? undefined : steps[index]
}
