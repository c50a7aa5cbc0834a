import { createBoundedMap } from './bounded-map.ts'
import type { ItemRecord } from './records.ts'
import type { CarriedBlock } from './value-pieces.ts'

const REMEMBERED_CHARACTERS = 16 * 1024 * 1024
const REMEMBERED_LISTS_PER_RUN = 8
/** A shared beginning shorter than this is not worth a reference. */
const MIN_PREFIX_LENGTH = 4
/** What remembering an item costs beside its text. */
const ITEM_CHARACTERS = 16

/** An item of a stored list with its block. */
export interface ListedItem extends CarriedBlock {
  readonly record: ItemRecord
}

export interface RememberedList {
  readonly listKey: number
  readonly items: readonly ListedItem[]
}

interface RememberedRun {
  readonly lists: readonly RememberedList[]
  readonly characters: number
}

/** The latest lists of the runs that are under way: the next list of a run mostly begins like one of them. */
export function createListMemory() {
  const runs = createBoundedMap<number, RememberedRun>(REMEMBERED_CHARACTERS, run => run.characters)
  return {
    /** The list that begins most like these items; the latest of equals. */
    longestPrefix(runKey: number, records: readonly ItemRecord[]) {
      let best: { list: RememberedList | undefined; length: number } = { list: undefined, length: 0 }
      for (const list of runs.get(runKey)?.lists ?? []) {
        const length = sharedLength(list.items, records)
        if (length >= MIN_PREFIX_LENGTH && length >= best.length) best = { list, length }
      }
      return best
    },
    remember(runKey: number, list: RememberedList): void {
      const earlier = runs.get(runKey)?.lists.slice(1 - REMEMBERED_LISTS_PER_RUN) ?? []
      const lists = [...earlier, list]
      runs.set(runKey, { lists, characters: charactersOf(lists) })
    },
    forget: runs.clear,
  }
}

function sharedLength(items: readonly ListedItem[], records: readonly ItemRecord[]): number {
  const end = Math.min(items.length, records.length)
  let length = 0
  while (length < end && isSame(items[length]?.record, records[length])) length += 1
  return length
}

function isSame(left: ItemRecord | undefined, right: ItemRecord | undefined): boolean {
  return (
    left !== undefined &&
    right !== undefined &&
    left.section === right.section &&
    left.message === right.message &&
    left.role === right.role &&
    left.name === right.name &&
    left.toolCallId === right.toolCallId &&
    left.isError === right.isError &&
    left.block.kind === right.block.kind &&
    left.block.text === right.block.text
  )
}

/** Lists that begin alike share their texts, so the longest stands for all. */
function charactersOf(lists: readonly RememberedList[]): number {
  const sizes = lists.map(({ items }) =>
    items.reduce((sum, { text }) => sum + text.length + ITEM_CHARACTERS, 0),
  )
  return Math.max(...sizes)
}
