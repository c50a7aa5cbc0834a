import type { DiffRow, Divergence } from '#contract/diff.ts'
import type { Comparison } from './describe-calls.ts'
import type { Step } from './step.ts'
import { nameOf } from './step-keys.ts'
import { quoted } from './words.ts'

/** What differs between two steps that are no model calls. */
export function describeTools(
  row: DiffRow,
  left: Step,
  right: Step,
  comparison: Comparison,
): Pick<Divergence, 'cause' | 'sentence'> {
  const name = quoted(nameOf(left))
  if (row.aspects.includes('arguments')) {
    const asked = row.left === null ? undefined : lastCallBefore(comparison, row)
    const why = asked === true ? ', though the model asked for the same' : ''
    return { cause: 'program-changed', sentence: `${name} was called with other arguments${why}` }
  }
  if (row.aspects.includes('status')) {
    const failed = right.span.status === 'error' ? right : left
    const which = failed === right ? 'B' : 'A'
    const message = failed.span.errorMessage === null ? '' : `: ${failed.span.errorMessage}`
    return { cause: 'tool-result-changed', sentence: `${name} failed in ${which} only${message}` }
  }
  if (row.aspects.includes('result')) {
    return { cause: 'tool-result-changed', sentence: `${name} gave another result for the same arguments` }
  }
  return { cause: 'program-changed', sentence: `${name} of A is ${quoted(nameOf(right))} in B` }
}

/** Whether the last model call before this step said the same in both runs. */
function lastCallBefore({ left, right }: Comparison, row: DiffRow): boolean | undefined {
  const leftCall = left.steps.findLastIndex((step, index) => index < (row.left ?? 0) && step.call !== null)
  const rightCall = right.steps.findLastIndex((step, index) => index < (row.right ?? 0) && step.call !== null)
  if (leftCall < 0 || rightCall < 0) return undefined
  return left.keys[leftCall]?.answer === right.keys[rightCall]?.answer
}
