import { describe, expect, test } from 'vitest'
import { parseWindowState, placeWindow } from '../../../src-main/electron/window-state.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const second = { x: 1440, y: -200, width: 1920, height: 1080 }

describe('the stored state', () => {
  test('comes back as it was written', () => {
    const state = { bounds: { x: 10, y: 20, width: 1000, height: 700 }, isMaximized: true }

    expect(parseWindowState(JSON.stringify(state))).toEqual(state)
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"bounds":{"x":1}}',
    '{"bounds":{"x":"1","y":0,"width":900,"height":600}}',
  ])('is none when the file says %s', text =>
    expect(parseWindowState(text)).toEqual({ bounds: undefined, isMaximized: false }),
  )

  test('never makes a window too small to use', () => {
    expect(parseWindowState('{"bounds":{"x":0,"y":0,"width":-5,"height":1}}').bounds).toEqual({
      x: 0,
      y: 0,
      width: 760,
      height: 480,
    })
  })
})

describe('the window opens', () => {
  test('where it was, on whichever screen that is', () => {
    const bounds = { x: 1600, y: -100, width: 1000, height: 700 }

    expect(placeWindow(bounds, [laptop, second])).toBe(bounds)
  })

  test('where it was, when it hangs over an edge but its title bar can be reached', () => {
    const bounds = { x: 1200, y: 500, width: 1000, height: 700 }

    expect(placeWindow(bounds, [laptop])).toBe(bounds)
  })

  test.each([
    ['the screen is gone', { x: 1600, y: -100, width: 1000, height: 700 }],
    ['only a sliver shows', { x: 1400, y: 0, width: 1000, height: 700 }],
    ['the title bar is above the screen', { x: 0, y: -60, width: 1000, height: 700 }],
    ['the title bar is below the screen', { x: 0, y: 890, width: 1000, height: 700 }],
  ])('at a usual size when %s', (_case, bounds) => {
    expect(placeWindow(bounds, [laptop])).toEqual({ width: 1440, height: 900 })
  })

  test('no larger than a small screen', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({
      width: 1024,
      height: 700,
    })
  })
})
