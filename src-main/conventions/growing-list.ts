import { isList, type JsonValue } from '../base/json.ts'

/** A shorter text is parsed as fast as it is looked up. */
const MIN_CHARACTERS = 4 * 1024
const REMEMBERED_LISTS = 16
const REMEMBERED_CHARACTERS = 32 * 1024 * 1024
/** Compared before anything else: texts of different runs rarely agree here. */
const TAIL_CHARACTERS = 32

interface ParsedList {
  readonly text: string
  readonly items: readonly JsonValue[]
}

/**
 * Agents send their whole history with every call. A list that begins like one that was parsed a moment ago is made
 * of the items of that one and of what it adds.
 */
export function createGrowingLists(parse: (text: string) => JsonValue | undefined) {
  let lists: readonly ParsedList[] = []

  function remember(list: ParsedList, instead: ParsedList | undefined): void {
    const kept = [list, ...lists.filter(each => each !== instead)].slice(0, REMEMBERED_LISTS)
    let characters = 0
    lists = kept.filter(each => {
      characters += each.text.length
      return characters <= REMEMBERED_CHARACTERS
    })
  }

  return (text: string): JsonValue | undefined => {
    if (text.length < MIN_CHARACTERS || !text.startsWith('[') || !text.endsWith(']')) return parse(text)
    const same = lists.find(list => list.text === text)
    if (same !== undefined) return same.items
    const earlier = lists.find(list => growsFrom(list.text, text))
    const added = earlier && parse(`[${text.slice(earlier.text.length)}`)
    // Nothing added is a comma with nothing behind it, which no list ends with.
    const isGrown = earlier !== undefined && isList(added) && added.length > 0
    const whole = isGrown ? [...earlier.items, ...added] : parse(text)
    if (isList(whole)) remember({ text, items: whole }, earlier)
    return whole
  }
}

/** Whether a text is the list of an earlier one up to its bracket, then a comma and more. */
function growsFrom(earlier: string, text: string): boolean {
  const end = earlier.length - 1
  return (
    text.charAt(end) === ',' &&
    text.startsWith(earlier.slice(-TAIL_CHARACTERS - 1, -1), end - TAIL_CHARACTERS) &&
    text.slice(0, end) === earlier.slice(0, end)
  )
}
