import type { BlockChange } from '#contract/diff.ts'
import { UNPAIRED } from './align.ts'
import { alignTexts } from './align-texts.ts'
import type { Identities } from './identities.ts'
import type { PlacedBlock } from './step.ts'
import { type Stretch, stretchesOf } from './stretches.ts'

export type LabelOf = (block: PlacedBlock) => Pick<BlockChange, 'label' | 'sourceStep'>

interface Both<T> {
  readonly left: T
  readonly right: T
}

/** The blocks in which two lists of blocks differ. */
export function blockChanges(
  { left, right }: Both<readonly PlacedBlock[]>,
  labels: Both<LabelOf>,
  identities: Identities,
): BlockChange[] {
  const partners = alignTexts(
    left.map(block => String(identities.block(block))),
    right.map(block => String(identities.block(block))),
  )
  return stretchesOf(partners, right.length).flatMap(stretch => {
    if (stretch.isSame) return []
    return pairUp(stretch, left, right).map(pair => toChange(pair, labels))
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

function toChange({ left, right }: Pair, labels: Both<LabelOf>): BlockChange {
  const leftLabel = left && labels.left(left)
  const rightLabel = right && labels.right(right)
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
