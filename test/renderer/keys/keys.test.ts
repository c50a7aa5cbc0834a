import { expect, test } from 'vitest'
import {
  findBinding,
  type KeyLayer,
  type Rank,
  reachableLayers,
} from '../../../src-renderer/keys/key-layers.ts'
import { keyOf } from '../../../src-renderer/keys/key-of.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test.each([
  [{ key: 'j' }, 'j'],
  [{ key: 'N', shiftKey: true }, 'N'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'k', metaKey: true }, 'Mod+k'],
  [{ key: 'F', ctrlKey: true, shiftKey: true }, 'Mod+Shift+f'],
  [{ key: 'ArrowLeft', altKey: true }, 'Alt+ArrowLeft'],
  [{ key: 'Tab', shiftKey: true }, 'Shift+Tab'],
])('%o is called %s', (pressed, name) => {
  expect(keyOf({ ...plain, ...pressed })).toBe(name)
})

function layer(name: string, rank: Rank, worksInFields = false): KeyLayer {
  return { name, rank, bindings: [{ keys: ['j'], label: name, worksInFields, run: () => {} }] }
}

test('a view beats what holds everywhere, whichever was shown first', () => {
  const layers = [layer('view', 'view'), layer('app', 'everywhere')]

  expect(findBinding(layers, 'j', false)?.label).toBe('view')
})

test('a picture beats the view that holds it, whichever was shown first', () => {
  const layers = [layer('picture', 'picture'), layer('view', 'view')]

  expect(findBinding(layers, 'j', false)?.label).toBe('picture')
})

test('a dialog hides every other key', () => {
  const layers = [layer('app', 'everywhere'), layer('view', 'view'), layer('dialog', 'dialog')]

  expect(reachableLayers(layers).map(each => each.name)).toEqual(['dialog'])
})

test('a letter typed into a field is a letter, unless the key says it works there', () => {
  expect(findBinding([layer('view', 'view')], 'j', true)).toBeUndefined()
  expect(findBinding([layer('view', 'view', true)], 'j', true)?.label).toBe('view')
})
