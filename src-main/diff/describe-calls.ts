import type { BlockChange, DiffRow, Divergence } from '#contract/diff.ts'
import { formatNumberOf } from '../base/format-quantity.ts'
import { describeOtherAction } from './describe-action.ts'
import { differingParameters } from './differing-parameters.ts'
import type { Identities } from './identities.ts'
import { promptChanges } from './prompt-changes.ts'
import type { Side } from './side.ts'
import type { CallContent, Step, TextOf } from './step.ts'
import { listed, quoted } from './words.ts'

/** Both runs, and what is needed to say how they differ. */
export interface Comparison {
  readonly left: Side
  readonly right: Side
  readonly identities: Identities
  readonly textOf: TextOf
}

type Described = Pick<Divergence, 'cause' | 'sentence' | 'blocks' | 'parameters'>

/** What differs between two model calls that belong together, and why. */
export function describeCalls(
  row: DiffRow,
  steps: { readonly left: Step; readonly right: Step },
  comparison: Comparison,
): Described {
  const left = forceCall(steps.left)
  const right = forceCall(steps.right)
  const parameters = differingParameters(steps.left, steps.right)
  const blocks = row.aspects.includes('prompt')
    ? promptChanges({ left: left.prompt, right: right.prompt }, comparison, comparison.identities)
    : []
  const what = whatTheModelDid(row, left, right, comparison.textOf)
  if (!isCaptured(left) || !isCaptured(right)) {
    return {
      cause: 'not-captured',
      sentence: `${what}; its prompt was not captured in ${isCaptured(left) ? 'B' : isCaptured(right) ? 'A' : 'either run'}, so why cannot be told`,
      blocks,
      parameters,
    }
  }
  return { ...causeOf(row, what, blocks, parameters), blocks, parameters }
}

function forceCall(step: Step): CallContent {
  if (step.call === null) throw new Error('Only model calls are described here')
  return step.call
}

function isCaptured({ prompt, answer }: CallContent): boolean {
  return prompt.base !== null || prompt.added.length > 0 || answer.length > 0
}

function whatTheModelDid(row: DiffRow, left: CallContent, right: CallContent, textOf: TextOf): string {
  if (!row.aspects.includes('answer')) {
    return row.aspects.includes('status')
      ? 'the model call ended otherwise'
      : 'the model gave the same answer'
  }
  return `the model ${describeOtherAction(left, right, textOf) ?? 'gave another answer'}`
}

type Parameters = Divergence['parameters']

function causeOf(
  row: DiffRow,
  what: string,
  blocks: readonly BlockChange[],
  parameters: Parameters,
): Pick<Divergence, 'cause' | 'sentence'> {
  const because = [
    ...(parameters.length > 0 ? [describeParameters(parameters)] : []),
    ...(blocks.length > 0 ? [describeBlocks(blocks)] : []),
  ]
  if (parameters.length > 0) {
    return { cause: 'model-or-parameter-changed', sentence: `${what}; ${listed(because)}` }
  }
  if (blocks.length > 0) {
    const isResult = blocks.every(block => block.kind === 'tool-result')
    return {
      cause: isResult ? 'tool-result-changed' : 'prompt-changed',
      sentence: `${what}; ${listed(because)}`,
    }
  }
  const onlyName = row.aspects.every(aspect => aspect === 'name')
  if (onlyName) return { cause: 'program-changed', sentence: `${what}; another agent asked for it` }
  return { cause: 'same-input-other-sample', sentence: `${what}; its input was the same: another sample` }
}

function describeBlocks(blocks: readonly BlockChange[]): string {
  const labels = blocks.map(({ change, label }) => (change === 'changed' ? label : `${label} ${change}`))
  return `the prompt differed in ${formatNumberOf(blocks.length, 'block')}: ${listed(labels)}`
}

function describeParameters(parameters: Parameters): string {
  return listed(
    parameters.map(({ name, left, right }) => {
      if (left === null) return `${quoted(name)} was set to ${right}`
      if (right === null) return `${quoted(name)} was not set (${left} before)`
      return name === 'model'
        ? `the model was ${right} instead of ${left}`
        : `${quoted(name)} was ${right} instead of ${left}`
    }),
  )
}
