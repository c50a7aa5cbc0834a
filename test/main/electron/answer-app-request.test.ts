import { describe, expect, test } from 'vitest'
import { answerAppRequest } from '../../../src-main/electron/answer-app-request.ts'

const page = { bytes: new TextEncoder().encode('<!doctype html>'), contentType: 'text/html; charset=utf-8' }
const files = new Map([
  ['/index.html', page],
  [
    '/assets/index-1.js',
    { bytes: new TextEncoder().encode('1'), contentType: 'text/javascript; charset=utf-8' },
  ],
])

const answer = (url: string, method = 'GET') => answerAppRequest(files, method, url)

test('a built file comes with its type, a policy without network, and no guessing', async () => {
  const response = answer('app://runback/index.html?x#y')

  expect(response.status).toBe(200)
  expect(await response.text()).toBe('<!doctype html>')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'none'")
})

describe('nothing else is there', () => {
  test.each([
    'app://runback/../index.js',
    'app://runback/../../etc/passwd',
    'app://runback/%2e%2e/%2e%2e/etc/passwd',
    'app://runback/..%2f..%2fetc%2fpasswd',
    'app://runback/..%5c..%5cwindows%5cwin.ini',
    'app://runback/..\\..\\windows\\win.ini',
    'app://runback//index.html',
    'app://runback/./assets/../../main/electron.js',
    'app://runback/assets/',
    'app://runback/assets/index-1.js/',
    'app://runback/assets/index-1.js%00.png',
    'app://runback/assets/index-1.js.map',
    'app://runback/Index.html',
    'app://runback/index%2ehtml',
    'app://runback/C:/Windows/win.ini',
    'app://runback/%',
    'app://runback/__proto__',
    'app://runback/constructor',
    'app://other/index.html',
    'app://runback:8080/index.html',
    'app://user@runback/index.html',
    'app://RUNBACK/index.html',
  ])('%s', async url => {
    const response = answer(url)

    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

test('a file can only be read', () => {
  expect(answer('app://runback/index.html', 'POST').status).toBe(405)
  expect(answer('app://runback/index.html', 'PUT').status).toBe(405)
})
