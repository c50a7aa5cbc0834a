import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchers, type RunningApp } from '../support/launch-app.ts'
import type { StandInApp } from '../support/launch-electron-stand-in.ts'

const desktops = launchers.filter(([kind]) => kind !== 'browser-host')

describe.each(desktops)('a hostile page in the window of %s', (_kind, launch) => {
  let app: RunningApp
  let dataDir: string
  /** Somebody the page might want to talk to. Counts who came. */
  let outside: Server
  let visits = 0
  let outsidePort: number

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'runback-hostile-'))
    outside = createServer(socket => {
      visits += 1
      socket.destroy()
    })
    await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
    const address = outside.address()
    outsidePort = typeof address === 'object' && address !== null ? address.port : 0
    app = await launch({ dataDir })
  })

  afterAll(async () => {
    await app?.close()
    outside?.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('is given the bridge and nothing of Node or Electron', async () => {
    const seen = await app.page.evaluate(() => ({
      bridge: Object.keys((window as unknown as { bridge: object }).bridge).sort(),
      globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        name => name in window,
      ),
      isFrozen: Object.isFrozen((window as unknown as { bridge: object }).bridge),
    }))

    expect(seen).toEqual({
      bridge: ['call', 'onMenu', 'openExternal', 'pathOf', 'subscribe'],
      globals: [],
      isFrozen: true,
    })
  })

  test('cannot evaluate text as code', async () => {
    const outcome = await app.page.evaluate(async () => {
      // The protocol of the debugger itself is exempt from the policy, a timer of the page is not.
      return await new Promise<string>(resolve => {
        setTimeout(() => {
          try {
            resolve(`ran ${new Function('return 2')()}`)
          } catch (error) {
            resolve(error instanceof Error ? error.name : 'other')
          }
        })
      })
    })

    expect(outcome).toBe('EvalError')
  })

  test('cannot add a script of its own, or markup', async () => {
    const outcome = await app.page.evaluate(() => {
      const refusals: string[] = []
      try {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hacked = true">')
      } catch (error) {
        refusals.push(error instanceof Error ? error.name : 'other')
      }
      const script = document.createElement('script')
      try {
        script.textContent = 'window.hacked = true'
      } catch (error) {
        refusals.push(error instanceof Error ? error.name : 'other')
      }
      document.head.append(script)
      return { refusals, hacked: 'hacked' in window }
    })

    expect(outcome).toEqual({ refusals: ['TypeError', 'TypeError'], hacked: false })
  })

  test('reaches nobody, by any means a page has', async () => {
    const before = visits
    await app.page.evaluate(async port => {
      const url = `http://127.0.0.1:${port}/`
      const attempts = [
        () => fetch(url),
        () => fetch(url, { mode: 'no-cors', method: 'POST', body: 'x' }),
        () => navigator.sendBeacon(url, 'x'),
        () => new WebSocket(`ws://127.0.0.1:${port}/`),
        () => new EventSource(url),
        () => new Worker(url),
        () => navigator.serviceWorker.register(url),
        () => Object.assign(new Image(), { src: `${url}a.png` }),
        () =>
          document.head.append(
            Object.assign(document.createElement('link'), { rel: 'preload', as: 'image', href: url }),
          ),
        () =>
          document.head.append(
            Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }),
          ),
        () => document.body.append(Object.assign(document.createElement('iframe'), { src: url })),
        () => document.body.append(Object.assign(document.createElement('video'), { src: url })),
        () => {
          const form = Object.assign(document.createElement('form'), { action: url, method: 'post' })
          document.body.append(form)
          form.submit()
        },
      ]
      for (const attempt of attempts) {
        try {
          await attempt()
        } catch {
          // Refused at once is as good as refused later.
        }
      }
    }, outsidePort)
    // A picture of the app itself is asked for after all of that, and its answer comes last.
    await app.page.evaluate(
      () =>
        new Promise(resolve => {
          Object.assign(new Image(), { onerror: resolve, onload: resolve, src: '/absent.png' })
        }),
    )

    expect(await leaksOf(app)).toEqual([])
    expect(visits).toBe(before)
  })

  test.each([
    'https://example.org/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'data:text/html,<h1>x</h1>',
    'app://runback/other.html',
    'app://elsewhere/index.html',
    'javascript:document.title="hacked"',
  ])('cannot leave for %s', async url => {
    const before = app.page.url()
    await app.page.evaluate(target => {
      location.href = target
    }, url)
    await app.page.evaluate(() => new Promise(resolve => setTimeout(resolve)))

    await expect.poll(() => app.page.url()).toBe(before)
    expect(await app.page.title()).not.toBe('hacked')
    expect(await leaksOf(app)).toEqual([])
  })

  test('cannot open a window', async () => {
    const opened = await app.page.evaluate(() => window.open('https://example.org/') === null)

    expect(opened).toBe(true)
    expect(app.page.context().pages()).toHaveLength(1)
    expect(await leaksOf(app)).toEqual([])
  })
})

/** What a stand-in would have let out of the window; of a real one only the outside can tell. */
async function leaksOf(app: RunningApp | StandInApp): Promise<readonly string[]> {
  return 'desktop' in app ? (await app.desktop('records')).leaks : []
}
