import type { BlockChange } from '#contract/diff.ts'
import { UNPAIRED } from './align.ts'
import { alignTexts } from './align-texts.ts'
import { blocksOf, type Identities } from './identities.ts'
import type { Side } from './side.ts'
import type { PlacedBlock, Prompt } from './step.ts'
import { type Stretch, stretchesOf } from './stretches.ts'
import { quoted, stepNumber } from './words.ts'

/** The blocks in which two prompts differ, each with where it came from. */
export function promptChanges(
  prompts: { readonly left: Prompt; readonly right: Prompt },
  sides: { readonly left: Side; readonly right: Side },
  identities: Identities,
): BlockChange[] {
  const left = blocksOf(prompts.left)
  const right = blocksOf(prompts.right)
  const partners = alignTexts(
    left.map(block => String(identities.block(block))),
    right.map(block => String(identities.block(block))),
  )
  const labelLeft = createLabels(left, sides.left, identities)
  const labelRight = createLabels(right, sides.right, identities)
  return stretchesOf(partners, right.length).flatMap(stretch => {
    if (stretch.isSame) return []
    return pairUp(stretch, left, right).map(pair => toChange(pair, labelLeft, labelRight))
  })
}

interface Pair {
  readonly left: PlacedBlock | undefined
  readonly right: PlacedBlock | undefined
}

/** Within a stretch, blocks of the same role and kind are each other's other version, in their order. */
function pairUp(stretch: Stretch, left: readonly PlacedBlock[], right: readonly PlacedBlock[]): Pair[] {
  const leftBlocks = left.slice(stretch.leftFrom, stretch.leftTo)
  const rightBlocks = right.slice(stretch.rightFrom, stretch.rightTo)
  const partners = alignTexts(leftBlocks.map(placeOf), rightBlocks.map(placeOf))
  const paired = new Set(partners)
  return [
    ...leftBlocks.map((block, index): Pair => {
      const partner = partners[index] ?? UNPAIRED
      return { left: block, right: partner === UNPAIRED ? undefined : rightBlocks[partner] }
    }),
    ...rightBlocks.flatMap((block, index): Pair[] =>
      paired.has(index) ? [] : [{ left: undefined, right: block }],
    ),
  ]
}

function placeOf({ section, role, kind, name }: PlacedBlock): string {
  return [section, role, kind, name].join('\0')
}

interface Label {
  readonly label: string
  readonly sourceStep: number | null
}

function toChange({ left, right }: Pair, labelLeft: LabelOf, labelRight: LabelOf): BlockChange {
  const leftLabel = left && labelLeft(left)
  const rightLabel = right && labelRight(right)
  const { kind, section } = left ?? right ?? { kind: 'unknown', section: 'input' }
  return {
    change: left === undefined ? 'added' : right === undefined ? 'removed' : 'changed',
    ...(leftLabel ?? rightLabel ?? { label: kind, sourceStep: null }),
    kind,
    section,
    leftBlockId: left?.blockId ?? null,
    rightBlockId: right?.blockId ?? null,
  }
}

type LabelOf = (block: PlacedBlock) => Label

function createLabels(blocks: readonly PlacedBlock[], side: Side, identities: Identities): LabelOf {
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

function sourceOf(block: PlacedBlock, side: Side, identities: Identities): number | null {
  if (block.section !== 'input') return null
  if (block.kind === 'tool-result') {
    const byCall = block.toolCallId === null ? undefined : side.stepOfToolCall.get(block.toolCallId)
    if (byCall !== undefined) return byCall
  }
  if (block.role === 'user' && block.kind !== 'tool-result') return null
  return side.stepOfContent.get(identities.content(block.blockKey)) ?? null
}
