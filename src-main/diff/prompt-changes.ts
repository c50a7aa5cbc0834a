import type { BlockChange } from '#contract/diff.ts'
import { blockChanges, type LabelOf } from './block-changes.ts'
import { blocksOf, type Identities } from './identities.ts'
import type { Sources } from './side.ts'
import type { PlacedBlock, Prompt } from './step.ts'
import { quoted, stepNumber } from './words.ts'

/** The blocks in which two prompts differ, each with where it came from. */
export function promptChanges(
  prompts: { readonly left: Prompt; readonly right: Prompt },
  sides: { readonly left: Sources; readonly right: Sources },
  identities: Identities,
): BlockChange[] {
  const left = blocksOf(prompts.left)
  const right = blocksOf(prompts.right)
  const labels = {
    left: createLabels(left, sides.left, identities),
    right: createLabels(right, sides.right, identities),
  }
  return blockChanges({ left, right }, labels, identities)
}

/** What blocks of a prompt are for a reader, and the step they came from. */
export function createLabels(blocks: readonly PlacedBlock[], side: Sources, identities: Identities): LabelOf {
  const places = new Map(blocks.map((block, index) => [block, index]))
  const inputs = blocks.filter(block => block.section === 'input')
  return block => {
    const source = sourceOf(block, side, identities)
    const from = source === null ? '' : ` (step ${stepNumber(source)})`
    return { label: `${whatItIs(block, blocks, places.get(block) ?? 0, inputs)}${from}`, sourceStep: source }
  }
}

function whatItIs(
  block: PlacedBlock,
  blocks: readonly PlacedBlock[],
  place: number,
  inputs: readonly PlacedBlock[],
): string {
  if (block.section === 'system') return 'system prompt'
  if (block.section === 'tools') return `definition of ${quoted(block.name ?? 'a tool')}`
  if (block.kind === 'tool-result') return `result of ${quoted(toolNameOf(block, blocks, place))}`
  if (block.kind === 'tool-call') return `call of ${quoted(block.name ?? 'a tool')}`
  const number = inputs.filter(other => other.role === block.role).indexOf(block) + 1
  const what = block.kind === 'text' ? 'message' : block.kind
  return `${block.role === '' ? 'input' : block.role} ${what} ${number}`
}

/** A result often goes without the tool's name; the call it answers has it. */
function toolNameOf(block: PlacedBlock, blocks: readonly PlacedBlock[], place: number): string {
  if (block.name !== null) return block.name
  const call = blocks
    .slice(0, place)
    .findLast(other => other.kind === 'tool-call' && other.toolCallId === block.toolCallId)
  return call?.name ?? 'a tool'
}

function sourceOf(block: PlacedBlock, side: Sources, identities: Identities): number | null {
  if (block.section !== 'input') return null
  if (block.kind === 'tool-result') {
    const byCall = block.toolCallId === null ? undefined : side.stepOfToolCall.get(block.toolCallId)
    if (byCall !== undefined) return byCall
  }
  if (block.role === 'user' && block.kind !== 'tool-result') return null
  return side.stepOfContent.get(identities.content(block.blockKey)) ?? null
}
