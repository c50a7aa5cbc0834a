import type { Field } from './field.ts'
import type { FilterProblem, ParsedFilter, Range, Term } from './filter.ts'
import { nearestName } from './nearest-name.ts'
import { readValue, valueExamples } from './read-value.ts'
import { cutWords, type Word } from './words.ts'

type Condition = Extract<Word, { kind: 'condition' }>
type Outcome = { readonly term: Term } | { readonly problem: FilterProblem }

/** Reads a filter such as `model:gpt-5 cost>0.1 -status:error "a text"`. What cannot be read is told, not dropped. */
export function parseFilter(text: string, fields: readonly Field[], nowMs: number): ParsedFilter {
  const outcomes = cutWords(text).map((word): Outcome => {
    if (word.kind === 'text') {
      const { from, to, isNegated } = word
      return { term: { kind: 'words', text: word.text, from, to, isNegated } }
    }
    const field = fields.find(each => each.name === word.name)
    return field === undefined ? unknownName(text, word, fields) : readCondition(text, word, field, nowMs)
  })
  return {
    terms: outcomes.flatMap(outcome => ('term' in outcome ? [outcome.term] : [])),
    problems: outcomes.flatMap(outcome => ('problem' in outcome ? [outcome.problem] : [])),
  }
}

function unknownName(text: string, word: Condition, fields: readonly Field[]): Outcome {
  const nearest = nearestName(
    word.name,
    fields.map(field => field.name),
  )
  const nameFrom = word.from + (word.isNegated ? 1 : 0)
  if (nearest === undefined) {
    const message = `There is no "${word.name}" to filter by; in quotes it is a text.`
    return problem(
      word,
      message,
      `${text.slice(0, word.from)}"${text.slice(word.from, word.to)}"${text.slice(word.to)}`,
    )
  }
  const meant = `${text.slice(0, nameFrom)}${nearest}${text.slice(nameFrom + word.name.length)}`
  return problem(word, `There is no "${word.name}" to filter by. Did you mean "${nearest}"?`, meant)
}

function readCondition(text: string, word: Condition, field: Field, nowMs: number): Outcome {
  const [value = ''] = word.values
  if (value === '') {
    const example = field.kind === 'choice' ? field.choices.join(', ') : valueExamples[field.kind]
    return problem(word, `"${field.name}" needs a value: ${example}.`, null)
  }
  const isText = field.kind === 'text' || field.kind === 'choice'
  return isText ? readTexts(text, word, field) : readNumber(word, field, nowMs)
}

function readTexts(text: string, word: Condition, field: Field): Outcome {
  if (/[<>]/.test(word.operator)) {
    return problem(word, `"${field.name}" is no number; write ${field.name}:${word.values[0]}.`, null)
  }
  const wrong = field.kind === 'choice' ? wrongChoice(text, word, field.choices) : undefined
  if (wrong !== undefined) return wrong
  const isExact = field.kind === 'choice' || word.operator === '='
  return { term: { kind: 'texts', field: field.name, values: word.values, isExact, ...placeOf(word) } }
}

function readNumber(word: Condition, field: Field, nowMs: number): Outcome {
  if (word.values[0] === 'unknown' && field.kind !== 'time') {
    return { term: { kind: 'unknown', field: field.name, ...placeOf(word) } }
  }
  const range = readRange(word, field, nowMs)
  if (range === undefined) {
    const message = `"${word.values.join(',')}" is nothing to compare "${field.name}" with: it takes ${valueExamples[field.kind]}.`
    return problem(word, message, null)
  }
  return { term: { kind: 'range', field: field.name, range, ...placeOf(word) } }
}

function placeOf({ from, to, isNegated, operator }: Condition) {
  return { from, to, isNegated: isNegated !== (operator === '!=') }
}

function wrongChoice(text: string, word: Condition, choices: readonly string[]): Outcome | undefined {
  const wrong = word.values.find(value => !choices.includes(value))
  if (wrong === undefined) return undefined
  const nearest = nearestName(wrong, choices)
  const at = text.indexOf(wrong, word.from)
  const meant =
    nearest === undefined ? null : `${text.slice(0, at)}${nearest}${text.slice(at + wrong.length)}`
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`
  return problem(word, `"${word.name}" is ${choices.join(', ')}, not "${wrong}".${hint}`, meant)
}

function readRange({ operator, values }: Condition, { kind }: Field, nowMs: number): Range | undefined {
  const [value = ''] = values
  if (values.length > 1) return undefined
  const read = (text: string) => readValue(kind, text, nowMs)
  const [low, high] = value.split('..')
  if (low !== undefined && high !== undefined) return between(low, high, read)
  const number = read(value)
  if (number === undefined) return undefined
  switch (operator) {
    case '>':
    case '>=':
      return { from: number, to: null, includesFrom: operator === '>=', includesTo: false }
    case '<':
    case '<=':
      return { from: null, to: number, includesFrom: false, includesTo: operator === '<=' }
    default:
      // "started:2h" means since then: nothing starts at one exact moment.
      return { from: number, to: kind === 'time' ? null : number, includesFrom: true, includesTo: true }
  }
}

/** "1..5", "..5" and "1..": both ends belong to it. */
function between(low: string, high: string, read: (text: string) => number | undefined): Range | undefined {
  const from = low === '' ? null : read(low)
  const to = high === '' ? null : read(high)
  if (from === undefined || to === undefined || (from === null && to === null)) return undefined
  return { from, to, includesFrom: true, includesTo: true }
}

function problem({ from, to }: Word, message: string, suggestion: string | null): Outcome {
  return { problem: { from, to, message, suggestion } }
}
