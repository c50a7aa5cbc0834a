import { cutWords, type Word } from '#contract/filter/words.ts'

/** A value as it has to be written in a filter. */
export function quoteValue(value: string): string {
  return /^[^\s,"]+$/.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`
}

/** Whether the filter asks for this very value, perhaps among others. */
export function asksFor(text: string, field: string, value: string): boolean {
  return cutWords(text).some(word => isAbout(word, field) && word.values.includes(value))
}

/** Asks for the value beside others of its field, or no more for it. */
export function toggleValue(text: string, field: string, value: string, operator: ':' | '='): string {
  const word = cutWords(text).find(each => isAbout(each, field))
  if (word === undefined || !isAbout(word, field)) {
    return `${text.trimEnd()} ${field}${operator}${quoteValue(value)}`.trimStart()
  }
  const values = word.values.includes(value)
    ? word.values.filter(each => each !== value)
    : [...word.values, value]
  const condition = values.length === 0 ? '' : `${field}${word.operator}${values.map(quoteValue).join(',')}`
  return tidy(text.slice(0, word.from) + condition + text.slice(word.to))
}

/** Without what it asks of one field, so that the other values of that field can be counted. */
export function withoutField(text: string, field: string): string {
  return withoutWords(text, word => isAbout(word, field))
}

/** The filter once for each of its conditions, without that condition. */
export function broaderFilters(
  text: string,
): readonly { readonly dropped: string; readonly filter: string }[] {
  return cutWords(text).map(dropped => ({
    dropped: text.slice(dropped.from, dropped.to),
    filter: withoutWords(text, word => word.from === dropped.from),
  }))
}

function withoutWords(text: string, isUnwanted: (word: Word) => boolean): string {
  const unwanted = cutWords(text).filter(isUnwanted).toReversed()
  return tidy(unwanted.reduce((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text))
}

function isAbout(word: Word, field: string): word is Extract<Word, { kind: 'condition' }> {
  return word.kind === 'condition' && word.name === field && !word.isNegated && /^[:=]$/.test(word.operator)
}

/** Blanks between quotes stay as they are. */
function tidy(text: string): string {
  return cutWords(text)
    .map(({ from, to }) => text.slice(from, to))
    .join(' ')
}
