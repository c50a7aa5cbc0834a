import { describe, expect, test } from 'vitest'
import { runFields } from '#contract/filter/field.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'

const NOW = new Date(2026, 10, 21, 12, 0).getTime()
const parse = (text: string) => parseFilter(text, runFields, NOW)
const term = (text: string) => {
  const { terms, problems } = parse(text)
  expect(problems).toEqual([])
  return terms[0]
}

describe('a filter reads', () => {
  test('names, words and quotes, each a condition of its own', () => {
    const { terms, problems } = parse('model:gpt-5 cost>0.1 -status:error tag:"two words" "a text" word')
    expect(problems).toEqual([])
    expect(terms).toMatchObject([
      { kind: 'texts', field: 'model', values: ['gpt-5'], isExact: false, isNegated: false, from: 0, to: 11 },
      { kind: 'range', field: 'cost', range: { from: 1e8, to: null, includesFrom: false } },
      { kind: 'texts', field: 'status', values: ['error'], isExact: true, isNegated: true },
      { kind: 'texts', field: 'tag', values: ['two words'] },
      { kind: 'words', text: 'a text' },
      { kind: 'words', text: 'word' },
    ])
  })

  test.each([
    ['tokens>=10k', { from: 10_000, to: null, includesFrom: true }],
    ['tokens<1.5M', { from: null, to: 1_500_000, includesTo: false }],
    ['duration<500ms', { from: null, to: 500e6 }],
    ['duration:5m..1h', { from: 300e9, to: 3600e9, includesFrom: true, includesTo: true }],
    ['cost:$2..', { from: 2e9, to: null }],
    ['errors=0', { from: 0, to: 0 }],
    ['started:2h', { from: NOW - 2 * 3600e3, to: null }],
    ['started<today', { from: null, to: new Date(2026, 10, 21).getTime() }],
    ['started>2026-11-20', { from: new Date(2026, 10, 20).getTime() }],
  ])('the number in %s', (text, range) => {
    expect(term(text)).toMatchObject({ kind: 'range', range })
  })

  test('several values as any of them, and a cost nobody knows', () => {
    expect(term('status:ok,error')).toMatchObject({ values: ['ok', 'error'] })
    expect(term('name="exactly, this"')).toMatchObject({ values: ['exactly, this'], isExact: true })
    expect(term('cost:unknown')).toMatchObject({ kind: 'unknown', field: 'cost' })
    expect(term('model!=gpt-5')).toMatchObject({ isNegated: true })
  })
})

describe('what makes no condition is told with what was probably meant:', () => {
  test.each([
    ['stauts:error', 'Did you mean "status"?', 'status:error'],
    ['-modell:x word', 'Did you mean "model"?', '-model:x word'],
    ['status:eror', 'Did you mean "error"?', 'status:error'],
    ['http://x.y', 'in quotes it is a text', '"http://x.y"'],
    ['cost>much', 'it takes dollars', null],
    ['status>ok', 'write status:ok', null],
    ['model:', 'needs a value', null],
    ['started>soon', '2026-11-20', null],
  ])('%s', (text, message, suggestion) => {
    const { terms, problems } = parse(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toContain(message)
    expect(problems[0]?.suggestion).toBe(suggestion)
    expect(terms.every(each => each.kind === 'words')).toBe(true)
  })
})

test('a text being typed never throws, whatever it is', () => {
  const whole = '-status:ok,"err cost>=0.1..2 name:"a \\" b" , :x <5 tag:a,,b ""'
  for (let length = 0; length <= whole.length; length += 1)
    expect(() => parse(whole.slice(0, length))).not.toThrow()
})
