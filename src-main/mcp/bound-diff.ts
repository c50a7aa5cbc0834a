import type { Divergence, RunDiff } from '#contract/diff.ts'
import type { SpanSummary } from '#contract/span.ts'
import { changeText, stepTitle } from '../diff/report/folded-rows.ts'

export const ROWS_FOR_AGENTS = 50
const BLOCKS_FOR_AGENTS = 12

/** A comparison in a size an agent can take: the answer, the totals, and the first rows that differ. */
export function boundDiff(diff: RunDiff) {
  const { left, right, leftSteps, rightSteps, rows, loops, rules, first, parting, ...told } = diff
  return {
    left: { runId: left.runId, name: left.name },
    right: { runId: right.runId, name: right.name },
    ...told,
    first: boundDivergence(first),
    parting: boundDivergence(parting),
    loops: loops.slice(0, ROWS_FOR_AGENTS),
    rows: changedRows(diff).slice(0, ROWS_FOR_AGENTS),
  }
}

/** A prompt may differ in any number of blocks; the first ones tell what kind they are. */
export function boundDivergence(divergence: Divergence | null) {
  if (divergence === null) return null
  const { blocks, ...told } = divergence
  return { ...told, blocks: blocks.slice(0, BLOCKS_FOR_AGENTS), blockCount: blocks.length }
}

/** Steps count from 1, as in the sentences, and name their spans. */
function changedRows({ rows, leftSteps, rightSteps }: RunDiff) {
  return rows
    .filter(row => row.change !== 'same')
    .map(row => ({
      change: row.change,
      what: changeText(row),
      left: stepAt(leftSteps, row.left),
      right: stepAt(rightSteps, row.right),
    }))
}

function stepAt(steps: readonly SpanSummary[], index: number | null) {
  const span = index === null ? undefined : steps[index]
  if (index === null || span === undefined) return null
  return { step: index + 1, title: stepTitle(span), spanId: span.spanId }
}
