import type { Place } from './filter.ts'

export const operators = ['>=', '<=', '!=', ':', '=', '>', '<'] as const
export type Operator = (typeof operators)[number]

/** A word of a filter: `-name:a,b`, or text in itself. */
export type Word = Place & { readonly isNegated: boolean } & (
    | { readonly kind: 'text'; readonly text: string }
    | {
        readonly kind: 'condition'
        readonly name: string
        readonly operator: Operator
        readonly values: readonly string[]
      }
  )

const NAME_AND_OPERATOR = /(-?)([A-Za-z_]+)(>=|<=|!=|[:=<>])/y
const QUOTED = /"((?:[^"\\]|\\.)*)"?/y
const BARE_VALUE = /[^\s,"]+/y
const BARE_WORD = /[^\s"]+/y
const SPACE = /\s+/y

/** Cuts the text of a filter into its words. Nothing is refused here: a quote without an end ends with the text. */
export function cutWords(text: string): Word[] {
  const words: Word[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  const takeText = (bare: RegExp): string | undefined => {
    const quoted = take(QUOTED)
    return quoted === null ? take(bare)?.[0] : (quoted[1] ?? '').replace(/\\(.)/g, '$1')
  }

  while (at < text.length) {
    if (take(SPACE) !== null) continue
    const from = at
    const head = take(NAME_AND_OPERATOR)
    if (head === null) {
      const isNegated = text.startsWith('-"', at)
      if (isNegated) at += 1
      words.push({ kind: 'text', text: takeText(BARE_WORD) ?? '', from, to: at, isNegated })
      continue
    }
    const values: string[] = []
    do {
      const value = takeText(BARE_VALUE)
      if (value !== undefined) values.push(value)
    } while (take(/,/y) !== null)
    const [, minus, name = '', operator = ':'] = head
    words.push({
      kind: 'condition',
      name: name.toLowerCase(),
      operator: operators.find(each => each === operator) ?? ':',
      values,
      from,
      to: at,
      isNegated: minus === '-',
    })
  }
  return words
}
