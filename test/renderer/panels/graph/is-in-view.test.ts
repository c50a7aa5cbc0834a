import { expect, test } from 'vitest'
import { isInView } from '../../../../src-renderer/panels/graph/is-in-view.ts'

const box = { x: 100, y: 100, width: 200, height: 50 }
const window = { width: 400, height: 300 }

test('a box is in view when all of it is', () => {
  expect(isInView(box, { x: 0, y: 0, zoom: 1 }, window)).toBe(true)
  expect(isInView(box, { x: 150, y: 0, zoom: 1 }, window)).toBe(false)
  expect(isInView(box, { x: 0, y: -120, zoom: 1 }, window)).toBe(false)
})

test('zooming in can push a box out of view, and zooming out bring it back', () => {
  expect(isInView(box, { x: 0, y: 0, zoom: 2 }, window)).toBe(false)
  expect(isInView({ ...box, x: 700 }, { x: 0, y: 0, zoom: 0.4 }, window)).toBe(true)
})
