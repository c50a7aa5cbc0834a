import type { Field } from '#contract/filter/field.ts'
import { cutWords } from '#contract/filter/words.ts'
import { quoteValue } from './edit-filter.ts'

/** Something that can stand where the caret is. */
export interface Suggestion {
  readonly label: string
  readonly detail: string
  /** The part of the text it takes the place of. */
  readonly from: number
  readonly to: number
  readonly insert: string
}

export interface KnownValue {
  readonly value: string
  readonly count: number
}

export interface FilterKnowledge {
  readonly fields: readonly Field[]
  /** What is recorded under a name; nothing where that is not known. */
  readonly valuesOf: (field: string) => readonly KnownValue[]
}

const SUGGESTED_AT_MOST = 30
const EXAMPLES: Readonly<Record<Field['kind'], readonly string[]>> = {
  text: [],
  choice: [],
  count: ['0', '1', '10', '100', '1k', '10k', '100k'],
  dollars: ['0.01', '0.1', '1', '10', 'unknown'],
  duration: ['1s', '10s', '1m', '5m', '1h', 'unknown'],
  time: ['1h', '24h', '7d', '30d', 'today', 'yesterday'],
}
const OPERATORS: readonly (readonly [string, string])[] = [
  ['>', 'more than'],
  ['<', 'less than'],
  ['>=', 'at least'],
  ['<=', 'at most'],
  ['=', 'exactly'],
]

/** Names, operators or values, whatever the word at the caret lacks next. */
export function suggestFilter(text: string, caret: number, knowledge: FilterKnowledge): Suggestion[] {
  const head = text.slice(0, caret)
  const word = cutWords(head).at(-1)
  if (word === undefined || word.to !== caret) return suggestNames('', caret, caret, '', knowledge)
  const to = cutWords(text).find(each => each.from === word.from)?.to ?? caret
  const minus = word.isNegated ? '-' : ''
  if (word.kind === 'condition') return suggestValues(head, word.from, to, word.name, knowledge)
  if (head[word.from + minus.length] === '"') return []
  const typed = word.text.replace(/^-/, '')
  const sign = word.text.startsWith('-') ? '-' : minus
  return [
    ...suggestOperators(typed, word.from, to, sign, knowledge),
    ...suggestNames(typed, word.from, to, sign, knowledge),
    ...suggestChoices(typed, word.from, to, sign, knowledge),
  ].slice(0, SUGGESTED_AT_MOST)
}

function suggestNames(
  typed: string,
  from: number,
  to: number,
  sign: string,
  { fields }: FilterKnowledge,
): Suggestion[] {
  const wanted = typed.toLowerCase()
  const starting = fields.filter(({ name }) => name.startsWith(wanted) && name !== wanted)
  const holding = fields.filter(
    ({ name }) => wanted !== '' && name.includes(wanted) && !name.startsWith(wanted),
  )
  const texts = fields.filter(({ name }) => name === wanted).filter(isAboutText)
  return [...texts, ...starting, ...holding].map(field => ({
    label: field.name,
    detail: field.summary,
    from,
    to,
    insert: `${sign}${field.name}${isAboutText(field) ? ':' : ''}`,
  }))
}

function isAboutText({ kind }: Field): boolean {
  return kind === 'text' || kind === 'choice'
}

function suggestOperators(
  typed: string,
  from: number,
  to: number,
  sign: string,
  { fields }: FilterKnowledge,
): Suggestion[] {
  const field = fields.find(({ name }) => name === typed.toLowerCase())
  if (field === undefined || isAboutText(field)) return []
  return OPERATORS.map(([operator, meaning]) => ({
    label: `${field.name}${operator}`,
    detail: meaning,
    from,
    to,
    insert: `${sign}${field.name}${operator}`,
  }))
}

/** "err" may well mean "status:error". */
function suggestChoices(
  typed: string,
  from: number,
  to: number,
  sign: string,
  { fields }: FilterKnowledge,
): Suggestion[] {
  if (typed.length < 2) return []
  return fields.flatMap(field =>
    field.kind !== 'choice'
      ? []
      : field.choices
          .filter(choice => choice.startsWith(typed.toLowerCase()))
          .map(choice => ({
            label: `${field.name}:${choice}`,
            detail: field.summary,
            from,
            to,
            insert: `${sign}${field.name}:${choice} `,
          })),
  )
}

function suggestValues(
  head: string,
  wordFrom: number,
  to: number,
  name: string,
  { fields, valuesOf }: FilterKnowledge,
): Suggestion[] {
  const field = fields.find(each => each.name === name)
  if (field === undefined) return []
  const from = startOfValue(head, wordFrom)
  const typed = head.slice(from).replace(/^"|"$/g, '').toLowerCase()
  const counts = new Map(valuesOf(name).map(({ value, count }) => [value, count]))
  const listed = field.kind === 'choice' ? field.choices : [...counts.keys(), ...EXAMPLES[field.kind]]
  const fitting = listed.filter(value => value.toLowerCase().includes(typed))
  if (fitting.length === 1 && fitting[0]?.toLowerCase() === typed) return []
  return fitting.slice(0, SUGGESTED_AT_MOST).map(value => ({
    label: value,
    detail: counts.has(value) ? String(counts.get(value)) : '',
    from,
    to,
    insert: `${quoteValue(value)} `,
  }))
}

/** Behind the operator, or behind the last comma that stands outside of quotes. */
function startOfValue(head: string, wordFrom: number): number {
  const operator = /^-?[A-Za-z_]+(>=|<=|!=|[:=<>])/.exec(head.slice(wordFrom))
  let start = wordFrom + (operator?.[0].length ?? 0)
  let isQuoted = false
  for (let at = start; at < head.length; at += 1) {
    if (head[at] === '"' && head[at - 1] !== '\\') isQuoted = !isQuoted
    if (head[at] === ',' && !isQuoted) start = at + 1
  }
  return start
}

/** The text with the suggestion in it, and where the caret then stands. */
export function takeSuggestion(
  text: string,
  { from, to, insert }: Suggestion,
): { text: string; caret: number } {
  const rest = text.slice(to)
  const inserted = rest.startsWith(' ') ? insert.trimEnd() : insert
  return { text: text.slice(0, from) + inserted + rest, caret: from + inserted.length }
}
