import { expect, test } from 'vitest'
import { treeOrder } from '../../../src-main/base/tree-order.ts'

type Item = readonly [id: string, parentId: string | null]

test('children follow their parent, siblings in the order given', () => {
  const items: Item[] = [
    ['b2', 'b'],
    ['a', null],
    ['b', null],
    ['a1', 'a'],
    ['b1', 'b'],
    ['b21', 'b2'],
  ]

  expect(outline(items)).toEqual(['a', ' a1', 'b', ' b2', '  b21', ' b1'])
})

test('an item whose parent is not there is a root', () => {
  expect(
    outline([
      ['a', 'gone'],
      ['a1', 'a'],
    ]),
  ).toEqual(['a', ' a1'])
})

test('items in a ring, its own parent among them, are each placed once', () => {
  expect(
    outline([
      ['a', 'b'],
      ['b', 'a'],
      ['self', 'self'],
      ['c', 'b'],
    ]),
  ).toEqual(['a', ' b', '  c', 'self'])
})

test('a chain of 100,000 is placed without running out of stack', () => {
  const items = Array.from(
    { length: 100_000 },
    (_, index): Item => [`${index}`, index === 0 ? null : `${index - 1}`],
  )

  expect(treeOrder(items, idOf, parentIdOf).at(-1)).toEqual({ item: items.at(-1), depth: 99_999 })
})

const idOf = ([id]: Item): string => id
const parentIdOf = ([, parentId]: Item): string | null => parentId

function outline(items: readonly Item[]): string[] {
  return treeOrder(items, idOf, parentIdOf).map(({ item, depth }) => ' '.repeat(depth) + idOf(item))
}
