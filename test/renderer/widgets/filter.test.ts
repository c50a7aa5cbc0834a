import { expect, test } from 'vitest'
import { runFields } from '#contract/filter/field.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import {
  asksFor,
  broaderFilters,
  toggleValue,
  withoutField,
} from '../../../src-renderer/widgets/edit-filter.ts'
import { suggestFilter, takeSuggestion } from '../../../src-renderer/widgets/suggest-filter.ts'
import { stepActive, tellableProblems } from '../../../src-renderer/widgets/type-ahead.ts'

const models = [
  { value: 'gpt-5', count: 12 },
  { value: 'claude sonnet', count: 3 },
]
const knowledge = { fields: runFields, valuesOf: (field: string) => (field === 'model' ? models : []) }

/** The caret is the bar. */
function suggest(marked: string) {
  const caret = marked.indexOf('|')
  return suggestFilter(marked.replace('|', ''), caret, knowledge)
}

function taken(marked: string, label: string): string {
  const suggestion = suggest(marked).find(each => each.label === label)
  if (suggestion === undefined) throw new Error(`"${label}" is not offered`)
  const { text, caret } = takeSuggestion(marked.replace('|', ''), suggestion)
  return `${text.slice(0, caret)}|${text.slice(caret)}`
}

const labels = (marked: string) => suggest(marked).map(({ label }) => label)

test('an empty place offers every name', () => {
  expect(labels('|')).toEqual(runFields.map(({ name }) => name))
  expect(labels('cost>1 |')).toEqual(runFields.map(({ name }) => name))
})

test('a beginning offers the names that go on with it, then those that hold it, then values', () => {
  expect(labels('mo|')).toEqual(['model'])
  expect(labels('err|')).toEqual(['errors', 'status:error'])
  expect(taken('-mo|', 'model')).toBe('-model:|')
})

test('the name of a number offers how to compare it', () => {
  expect(labels('cost|').slice(0, 3)).toEqual(['cost>', 'cost<', 'cost>='])
  expect(taken('cost|', 'cost>')).toBe('cost>|')
  expect(labels('cost>0|')).toEqual(['0.01', '0.1', '10'])
})

test('values come from what is recorded, with how often, and are quoted where they must be', () => {
  expect(suggest('model:|').map(({ label, detail }) => [label, detail])).toEqual([
    ['gpt-5', '12'],
    ['claude sonnet', '3'],
  ])
  expect(taken('model:cl|', 'claude sonnet')).toBe('model:"claude sonnet" |')
  expect(taken('model:gpt-5,son|', 'claude sonnet')).toBe('model:gpt-5,"claude sonnet" |')
  expect(taken('status:e| cost>1', 'error')).toBe('status:error| cost>1')
  expect(labels('model:"claude s|')).toEqual(['claude sonnet'])
})

test('a word that is whole, a text in quotes and an unknown name offer nothing', () => {
  expect(labels('model:gpt-5|')).toEqual([])
  expect(labels('"err|')).toEqual([])
  expect(labels('colour:r|')).toEqual([])
})

test('what is unfinished under the caret is no problem yet', () => {
  const { problems } = parseFilter('stauts:error model:', runFields, 0)
  expect(problems).toHaveLength(2)
  expect(tellableProblems(problems, 'stauts:error model:', 19).map(each => each.suggestion)).toEqual([
    'status:error model:',
  ])
  expect(tellableProblems(problems, 'stauts:error model:', 3)).toHaveLength(2)
})

test('the lit row goes round, and there is none in an empty list', () => {
  expect([stepActive(-1, 1, 3), stepActive(-1, -1, 3), stepActive(2, 1, 3), stepActive(0, 1, 0)]).toEqual([
    0, 2, 0, -1,
  ])
})

test('a value is asked for beside others of its field, and no more', () => {
  const one = toggleValue('cost>1', 'model', 'gpt-5', '=')
  expect(one).toBe('cost>1 model=gpt-5')
  const two = toggleValue(one, 'model', 'claude sonnet', '=')
  expect(two).toBe('cost>1 model=gpt-5,"claude sonnet"')
  expect(asksFor(two, 'model', 'claude sonnet')).toBe(true)
  expect(toggleValue(toggleValue(two, 'model', 'gpt-5', '='), 'model', 'claude sonnet', '=')).toBe('cost>1')
  expect(asksFor('-model=gpt-5', 'model', 'gpt-5')).toBe(false)
})

test('a filter is told without one field, and without each of its conditions', () => {
  expect(withoutField('model=a "x  y" -model:b', 'model')).toBe('"x  y" -model:b')
  expect(broaderFilters('status:error  cost>9')).toEqual([
    { dropped: 'status:error', filter: 'cost>9' },
    { dropped: 'cost>9', filter: 'status:error' },
  ])
})
