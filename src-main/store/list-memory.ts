import { createBoundedMap } from './bounded-map.ts'
import type { ItemRecord } from './records.ts'
import type { CarriedBlock } from './value-pieces.ts'

const REMEMBERED_CHARACTERS = 8 * 1024 * 1024
const REMEMBERED_LISTS_PER_RUN = 8
/** A shared beginning shorter than this is not worth a reference. */
const MIN_PREFIX_LENGTH = 4
/** What remembering an item costs beside its text. */
const ITEM_CHARACTERS = 256
/** Adding up what a run holds takes longer than a list does, so it is done when the sum may have doubled. */
const MIN_CHARACTERS_TO_ADD_UP = 64 * 1024

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
  /** At most this much is held. */
  readonly characters: number
  /** From here on it is worth to add up what really is. */
  readonly addUpAt: number
}

const NOTHING: RememberedRun = { lists: [], characters: 0, addUpAt: 2 * MIN_CHARACTERS_TO_ADD_UP }

/** The latest lists of the runs that are under way: the next list of a run mostly begins like one of them. */
export function createListMemory() {
  const runs = createBoundedMap<number, RememberedRun>(REMEMBERED_CHARACTERS, run => run.characters)
  return {
    /** The list that begins most like these items; the latest of equals. */
    longestPrefix(runKey: number, records: readonly ItemRecord[]) {
      let best: { list: RememberedList | undefined; length: number } = { list: undefined, length: 0 }
      for (const list of runs.get(runKey)?.lists ?? []) {
        const length = lengthOfSame(list.items, records)
        if (length >= MIN_PREFIX_LENGTH && length >= best.length) best = { list, length }
      }
      return best
    },
    /** `sharedLength` items are those of a list that was remembered before. */
    remember(runKey: number, list: RememberedList, sharedLength: number): void {
      const { lists: earlier, characters, addUpAt } = runs.get(runKey) ?? NOTHING
      const lists = [...earlier.slice(1 - REMEMBERED_LISTS_PER_RUN), list]
      const most = characters + charactersOf(list.items.slice(sharedLength))
      runs.set(runKey, most < addUpAt ? { lists, characters: most, addUpAt } : addedUp(lists))
    },
    forget: runs.clear,
  }
}

function lengthOfSame(items: readonly ListedItem[], records: readonly ItemRecord[]): number {
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

/** Lists that begin alike share their items: each is held once. */
function addedUp(lists: readonly RememberedList[]): RememberedRun {
  const characters = charactersOf(new Set(lists.flatMap(({ items }) => items)))
  return { lists, characters, addUpAt: 2 * Math.max(characters, MIN_CHARACTERS_TO_ADD_UP) }
}

function charactersOf(items: Iterable<ListedItem>): number {
  let characters = 0
  for (const { text } of items) characters += text.length + ITEM_CHARACTERS
  return characters
}
