import { describe, expect, test } from 'vitest'
import { isOurPage, mayLoad, mayNavigate, maySave, mayUse } from '../../../src-main/electron/app-origin.ts'

describe('what the page may load', () => {
  test.each([
    'app://runback/index.html',
    'blob:app://runback/1',
    'data:image/png;base64,AA',
    'devtools://devtools/x',
  ])('%s is local', url => expect(mayLoad(url)).toBe(true))

  test.each([
    'https://example.org/',
    'http://127.0.0.1:8090/api/v1/status',
    'ws://127.0.0.1:4318/',
    'file:///etc/passwd',
    'ftp://example.org/',
    'chrome-extension://x/y.js',
    'application://runback/',
    'filesystem:app://runback/',
    '',
  ])('%s is not', url => expect(mayLoad(url)).toBe(false))
})

describe('where the window may go', () => {
  test.each(['app://runback/index.html', 'app://runback/index.html#/runs/1'])('%s is its own page', url =>
    expect(mayNavigate(url)).toBe(true),
  )

  test.each([
    'app://runback/',
    'app://runback/index.html?x',
    'app://runback/other.html',
    'app://runback.evil/index.html',
    'app://evil@runback/index.html',
    'https://example.org/app://runback/index.html',
    'about:blank',
    'data:text/html,x',
    '',
  ])('%s is not', url => expect(mayNavigate(url)).toBe(false))
})

test('only a file that the page made itself is saved', () => {
  const asked = [
    'blob:app://runback/3f1c',
    'blob:https://example.org/3f1c',
    'blob:app://runback.evil/3f1c',
    'app://runback/index.html',
    'data:text/html,x',
    'https://example.org/x.exe',
  ]

  expect(asked.filter(maySave)).toEqual(['blob:app://runback/3f1c'])
})

test('of all permissions a page can have only copying text is given', () => {
  const asked = [
    'clipboard-sanitized-write',
    'clipboard-read',
    'media',
    'notifications',
    'openExternal',
    'hid',
    'usb',
    '',
  ]

  expect(asked.filter(mayUse)).toEqual(['clipboard-sanitized-write'])
})

describe('a message', () => {
  test('from the page of the window is heard', () => {
    expect(isOurPage({ origin: 'app://runback', parent: null })).toBe(true)
  })

  test.each([
    ['from a frame inside it', { origin: 'app://runback', parent: {} }],
    ['from another origin', { origin: 'https://example.org', parent: null }],
    ['from an origin that begins alike', { origin: 'app://runback.evil', parent: null }],
    ['from an opaque origin', { origin: 'null', parent: null }],
    ['from a page that is gone', null],
  ])('%s is not', (_case, frame) => expect(isOurPage(frame)).toBe(false))
})
