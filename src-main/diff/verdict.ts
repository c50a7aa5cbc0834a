import type { Divergence, RunDiff } from '#contract/diff.ts'
import { formatNumberOf } from '../base/format-quantity.ts'
import { listed, sentenceCase, stepNumber } from './words.ts'

/** The answer to "where did they part, and why" in a sentence or two. */
export function verdictOf(found: Pick<RunDiff, 'identicalSteps' | 'first' | 'parting' | 'ignored'>): string {
  const { identicalSteps, first, parting, ignored } = found
  if (first === null) {
    if (identicalSteps === 0) return 'Neither run has a step to compare.'
    const but =
      ignored.length === 0 ? '' : `, but for ${listed(ignored.map(({ rule, count }) => `${rule} ×${count}`))}`
    return `Identical: all ${formatNumberOf(identicalSteps, 'step')} are the same${but}.`
  }
  const beginning = identicalSteps === 0 ? '' : `Identical for ${formatNumberOf(identicalSteps, 'step')}. `
  const sentences = [sentenceAt(first), ...(parting === null ? [] : [sentenceAt(parting)])]
  return `${beginning}${sentences.join(' ')}`
}

function sentenceAt({ left, right, sentence }: Divergence): string {
  const at = left ?? right ?? 0
  const inOther = left !== null && right !== null && left !== right ? ` (${stepNumber(right)} of B)` : ''
  return sentenceCase(`at step ${stepNumber(at)}${inOther} ${sentence}.`)
}
