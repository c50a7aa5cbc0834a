import { expect, test } from 'vitest'
import { parseJson } from '../../../src-main/base/json.ts'
import { createGrowingLists } from '../../../src-main/conventions/growing-list.ts'
import { createRandom, randomText } from '../../support/random.ts'

const message = (n: number) => ({ role: 'user', content: `message ${n} ${'x'.repeat(500)}` })

function parserThatCounts() {
  let characters = 0
  const parse = createGrowingLists(text => {
    characters += text.length
    return parseJson(text)
  })
  return { parse, characters: () => characters }
}

test('of a history that is resent, only what is new is parsed', () => {
  const { parse, characters } = parserThatCounts()
  const turns = Array.from({ length: 60 }, (_, turn) =>
    Array.from({ length: turn + 1 }, (_, n) => message(n)),
  )
  const longest = JSON.stringify(turns.at(-1)).length

  for (const turn of turns) expect(parse(JSON.stringify(turn))).toEqual(turn)

  expect(characters()).toBeLessThan(longest * 2)
})

test('histories of two agents that take turns are both known', () => {
  const { parse, characters } = parserThatCounts()
  const longest = JSON.stringify(Array.from({ length: 40 }, (_, n) => message(n))).length

  for (let turn = 10; turn <= 40; turn++) {
    for (const agent of [0, 1000]) {
      const history = Array.from({ length: turn }, (_, n) => message(agent + n))
      expect(parse(JSON.stringify(history))).toEqual(history)
    }
  }

  expect(characters()).toBeLessThan(longest * 3)
})

test('whatever comes after whatever, each text means what it means alone', () => {
  const random = createRandom(5)
  const parse = createGrowingLists(parseJson)
  let items: unknown[] = []
  for (let round = 0; round < 300; round++) {
    const change = random.below(6)
    if (change < 3) items = [...items, { text: randomText(random, 200) }]
    else if (change === 3) items = items.slice(0, random.below(items.length + 1))
    else if (change === 4) items = items.map(item => (random.below(8) === 0 ? random.below(100) : item))
    const broken = random.below(5) === 0 ? random.pick([',', ']', '}', ',]', '"']) : ''
    const text = JSON.stringify(items).replace(/\]$/, `${broken}]`)

    expect(parse(text)).toEqual(parseJson(text))
  }
})
