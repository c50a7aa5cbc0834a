import { expect, test } from 'vitest'
import { createBoundedMap } from '../../../src-main/store/bounded-map.ts'

test('what was not used for longest is forgotten first', () => {
  const map = createBoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.get('a')

  map.set('c', 3)

  expect(['a', 'b', 'c'].map(map.get)).toEqual([1, undefined, 3])
})

test('as much is forgotten as the new value weighs, and a value that is replaced weighs once', () => {
  const map = createBoundedMap<string, string>(10, text => text.length)
  for (const key of ['a', 'b', 'c', 'd', 'e']) map.set(key, 'xx')
  map.set('e', 'yy')
  expect(map.get('a')).toBe('xx')

  map.set('f', 'zzzz')

  expect(['a', 'b', 'c', 'd', 'e', 'f'].map(map.get)).toEqual([
    'xx',
    undefined,
    undefined,
    'xx',
    'yy',
    'zzzz',
  ])
})

test('after clearing there is room for everything again', () => {
  const map = createBoundedMap<string, string>(4, text => text.length)
  map.set('a', 'xxxx')

  map.clear()
  map.set('b', 'xxxx')

  expect(['a', 'b'].map(map.get)).toEqual([undefined, 'xxxx'])
})
