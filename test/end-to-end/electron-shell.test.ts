import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Bridge } from '#contract/bridge.ts'
import { ROOT, startProgram } from '../support/child-program.ts'
import { launchElectronStandIn, type StandInApp, startStandIn } from '../support/launch-electron-stand-in.ts'

let app: StandInApp
let dataDir: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'runback-shell-'))
  app = await launchElectronStandIn({ dataDir })
})

afterAll(async () => {
  await app?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

beforeEach(() => expect(app.page.isClosed()).toBe(false))

describe('the window', () => {
  test('has a sandboxed, isolated page without Node, network or spellchecker', async () => {
    const { webPreferences, isSandboxEnabled, isOffline, isSpellCheckerOn } = await app.desktop('records')

    expect(isSandboxEnabled).toBe(true)
    expect(isOffline).toBe(true)
    expect(isSpellCheckerOn).toBe(false)
    expect(webPreferences).toEqual([
      {
        preload: expect.stringMatching(/out[/\\]preload[/\\]index\.cjs$/),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      },
    ])
  })

  test('gives no permission but to copy text', async () => {
    const permissions = [
      'media geolocation notifications midi midiSysex pointerLock fullscreen openExternal usb serial hid',
      'clipboard-read display-capture idle-detection storage-access window-management local-fonts fileSystem',
      'mediaKeySystem speaker-selection screen-wake-lock background-sync payment-handler unknown',
    ].flatMap(line => line.split(' '))

    expect(await app.desktop('grantedOf', permissions)).toEqual([])
    expect(await app.desktop('grantedOf', ['clipboard-sanitized-write'])).toEqual([
      'clipboard-sanitized-write',
    ])
  })
})

test('a request that the policy of the page would let out is cancelled by the window', async () => {
  const local = [
    'app://runback/index.html',
    'data:text/plain,x',
    'blob:app://runback/1',
    'devtools://devtools/a.js',
  ]
  const foreign = ['http', 'https', 'ws', 'wss', 'ftp', 'file', 'chrome-extension'].map(
    scheme => `${scheme}://x/y`,
  )

  expect(await app.desktop('passedOf', [...local, ...foreign])).toEqual(local)
})

describe('app://', () => {
  test('answers the page with a strict policy and no sniffing', async () => {
    const { status, headers } = (await app.desktop('request', 'app://runback/index.html')) ?? {}

    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    const policy = headers?.['content-security-policy'] ?? ''
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "frame-src 'none'",
    ]) {
      expect(policy.split('; ')).toContain(part)
    }
    expect(policy).not.toContain('unsafe')
  })

  test.each([
    'app://runback/../main/electron.js',
    'app://runback/..%2fmain%2felectron.js',
    'app://runback/%2e%2e/%2e%2e/package.json',
    'app://runback/....//package.json',
    'app://runback/..\\..\\package.json',
    'app://runback//etc/passwd',
    'app://runback/%00index.html',
    'app://runback/index.html%00.js',
    'app://runback/index.html/',
    'app://runback/INDEX.HTML',
    'app://runback/assets',
    'app://runback/assets/',
    'app://runback/C:/Windows/win.ini',
    'app://runback/file:///etc/passwd',
    'app://elsewhere/index.html',
    'app://runback.evil/index.html',
    'app://runback:81/index.html',
  ])('has nothing at %s', async url => {
    expect((await app.desktop('request', url))?.status).toBe(404)
  })
})

describe('a page that turned hostile', () => {
  test('gets no answer in a frame it made', async () => {
    const outcome = await app.page.evaluate(async () => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inner = frame.contentWindow as unknown as {
        bridge?: unknown
        __standInPost: (kind: string, channel: string, args: string) => Promise<string>
      }
      const reply = await inner.__standInPost('invoke', 'engine:call', '["status",{}]')
      frame.remove()
      return { hasBridge: 'bridge' in inner, reply: JSON.parse(reply) }
    })

    expect(outcome.hasBridge).toBe(false)
    expect(outcome.reply).toEqual({ error: expect.stringContaining('Refused a call from a frame') })
  })

  test.each([
    ['["no.such.operation",{}]'],
    ['["toString",{}]'],
    ['["__proto__",{}]'],
    ['[null,null]'],
    ['[{"toString":1},{}]'],
    ['["runs.list",{"limit":-1}]'],
    ['["runs.list","text"]'],
    ['["runs.get",{"runId":"../../x"}]'],
    [`["runs.list",${'['.repeat(100)}${']'.repeat(100)}]`],
    ['[]'],
  ])('is told that %s is a bad request', async packed => {
    expect(await post(packed)).toMatchObject({ value: { ok: false, problem: { code: 'bad-request' } } })
  })

  test('cannot reach the prototype of an object through a message', async () => {
    const reply = await post(
      '["runs.list",{"__proto__":{"limit":1},"constructor":{"prototype":{"hacked":1}}}]',
    )

    expect(reply).toMatchObject({ value: { ok: true } })
    expect(Object.hasOwn(Object.prototype, 'hacked')).toBe(false)
  })

  test('finds no other channel', async () => {
    const names = ['engine:event', 'electron', 'ELECTRON_BROWSER_REQUIRE', 'engine:call ', '']
    for (const name of names) {
      expect(await post('[]', name)).toEqual({ error: expect.stringContaining('No handler registered') })
    }
  })
})

describe('links', () => {
  test('open in the browser after the user agreed to the whole address', async () => {
    await app.desktop('answerDialog', 0)
    await openExternal('https://example.org/docs?a=1#b')

    await expect
      .poll(async () => (await app.desktop('records')).openedLinks)
      .toEqual(['https://example.org/docs?a=1#b'])
    expect((await app.desktop('records')).dialogs.at(-1)).toContain('https://example.org/docs?a=1#b')
  })

  test('stay closed when the user cancels, and are not even asked about when they are no links', async () => {
    const before = await app.desktop('records')
    await openExternal('https://example.org/cancelled')
    await expect
      .poll(async () => (await app.desktop('records')).dialogs.length)
      .toBe(before.dialogs.length + 1)
    await openExternal('file:///etc/passwd')
    await openExternal('javascript:alert(1)')

    const after = await app.desktop('records')
    expect(after.openedLinks).toEqual(before.openedLinks)
    expect(after.dialogs.length).toBe(before.dialogs.length + 1)
  })
})

describe('the desktop', () => {
  test('tells the page of menu commands, and has opened files imported', async () => {
    await app.page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      const { bridge } = window as unknown as {
        bridge: Record<'onMenu', (listener: (message: unknown) => void) => void>
      }
      bridge.onMenu(command => heard.push(command))
    })
    const file = join(dataDir, 'trace.json')
    writeFileSync(file, '{"resourceSpans":[]}')

    expect(await app.desktop('clickMenu', 'show-keys')).toBe(true)
    await app.desktop('openFile', file)

    await expect
      .poll(() => app.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
      .toEqual(['show-keys'])
    await expect.poll(importedNames).toContainEqual(['trace.json'])
  })

  test('gives a second start to the first, with its files', async () => {
    const second = startStandIn({ dataDir, files: [join(dataDir, 'absent.json')] })
    expect(await second.ended).toBe(0)

    await expect.poll(importedNames).toContainEqual(['absent.json'])
    expect(await app.desktop('windowCount')).toBe(1)
  })

  test('loads a page again that died, but not for ever', async () => {
    const marked = () => app.page.evaluate(() => 'alive' in window).catch(() => true)
    const before = (await app.desktop('records')).dialogs.length
    for (const _crash of [1, 2]) {
      await app.page.evaluate(() => Object.assign(window, { alive: true }))
      await app.desktop('crashPage')
      await expect.poll(marked).toBe(false)
    }
    await app.desktop('crashPage')

    expect((await app.desktop('records')).dialogs.slice(before)).toEqual([
      expect.stringContaining('The window keeps failing'),
    ])
  })

  test('follows the theme setting', async () => {
    const isDark = () => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)

    await post('["settings.set",{"theme":"dark"}]')
    await expect.poll(isDark).toBe(true)
    await post('["settings.set",{"theme":"light"}]')
    await expect.poll(isDark).toBe(false)
  })

  test('ends with its last window, remembers where that was and frees the data folder', async () => {
    await app.desktop('closeWindow')

    expect(await app.ended, app.output()).toBe(0)
    await app.close()
    const state = JSON.parse(readFileSync(join(dataDir, 'window.json'), 'utf8'))
    expect(state).toEqual({ bounds: { x: 0, y: 0, width: 1440, height: 900 }, isMaximized: false })
    expect(existsSync(join(dataDir, 'host.json'))).toBe(false)
    app = await launchElectronStandIn({ dataDir })
  })

  test('ends in order when it is told to terminate', async () => {
    expect(await app.close()).toBe(0)
    expect(existsSync(join(dataDir, 'host.json'))).toBe(false)
    app = await launchElectronStandIn({ dataDir })
  })
})

test('files named at the start are recorded as soon as the engine runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runback-shell-'))
  const opened = await launchElectronStandIn({
    dataDir: folder,
    files: [join(ROOT, 'resources/sample-run.json')],
  })
  const stored = () =>
    opened.page.evaluate(async () => {
      const { bridge } = window as unknown as { bridge: Bridge }
      const reply = await bridge.call('runs.list', {})
      return reply.ok ? reply.value.total : reply.problem
    })

  await expect.poll(stored, { timeout: 10_000 }).toBe(1)

  expect(await opened.close()).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})

test('where another host has the data folder the user is told which, and no window opens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runback-shell-'))
  const ports = ['--api-port', '0', '--otlp-http-port', '0', '--otlp-grpc-port', '0']
  const serving = startProgram(['src-main/cli/main.ts', 'serve', '--data-dir', folder, ...ports])
  await serving.printed(/http:\/\/127\.0\.0\.1:\d+/)

  const second = startStandIn({ dataDir: folder })

  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`Runback is already running (process ${serving.child.pid}`)
  expect(await serving.stop()).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})

/** What the engine was asked to import. */
function importedNames(): Promise<unknown> {
  return app.page.evaluate(async () => {
    const { bridge } = window as unknown as { bridge: Bridge }
    const reply = await bridge.call('imports.list', {})
    return reply.ok ? reply.value.jobs.map(job => job.names) : reply.problem
  })
}

/** Sends a message as a page could whose process was taken over. */
async function post(packed: string, channel = 'engine:call'): Promise<unknown> {
  return await app.page.evaluate(
    async ([text, name]) => {
      const page = window as unknown as {
        __standInPost: (kind: string, channel: string, args: string) => Promise<string>
      }
      return JSON.parse(await page.__standInPost('invoke', name, text))
    },
    [packed, channel] as const,
  )
}

async function openExternal(url: string): Promise<void> {
  await app.page.evaluate(target => {
    const { bridge } = window as unknown as { bridge: { openExternal: (url: string) => void } }
    bridge.openExternal(target)
  }, url)
}
