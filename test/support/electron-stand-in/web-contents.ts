import { EventEmitter } from 'node:events'
import type { Frame, Page, Route } from 'playwright-core'
import { originOf, toChromium, toElectron } from './addresses.ts'
import { answerMessage } from './ipc-main.ts'
import { DELIVER, POST, preloadScript } from './preload-script.ts'
import { answerRequest } from './protocol.ts'
import { records } from './records.ts'
import { isCancelled } from './session.ts'

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

export function createWebContents(pageReady: Promise<Page>, preload: string) {
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler(handler: OpenHandler) {
      openHandler = handler
    },
    send(channel: string, ...args: unknown[]) {
      void deliver(channel, JSON.stringify(structuredClone(args)))
    },
    reload: () => void page.then(each => each.reload()).catch(() => {}),
    getURL: () => currentUrl,
    load,
  })
  let openHandler: OpenHandler = () => ({ action: 'allow' })
  let currentUrl = ''
  const page = pageReady.then(prepare)
  return contents

  async function prepare(target: Page): Promise<Page> {
    await target.exposeBinding(POST, ({ frame }, kind: string, channel: string, packed: string) =>
      answerMessage(kind, channel, packed, {
        sender: contents,
        senderFrame: frameOf(frame),
        reply: () => {},
      }),
    )
    await target.exposeBinding('__standInOpen', (_source, url: string) => open(url))
    await target.addInitScript({ content: preloadScript(preload) })
    await target.addInitScript(() => {
      const ask = (window as unknown as { __standInOpen: (url: string) => void }).__standInOpen
      window.open = url => {
        ask(new URL(`${url ?? 'about:blank'}`, location.href).href)
        return null
      }
    })
    await target.route('**/*', answer)
    target.on('popup', popup => {
      open(popup.url())
      void popup.close()
    })
    target.on('crash', () => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    return target
  }

  function open(url: string): void {
    const { action } = openHandler({ url: toElectron(url) })
    if (action === 'allow') records.leaks.push(`window ${url}`)
  }

  async function load(url: string): Promise<void> {
    if (!url.startsWith('app:')) throw new Error(`The stand-in shows app: pages alone, not ${url}`)
    currentUrl = url
    await (await page).goto(toChromium(url))
    contents.emit('did-finish-load')
  }

  async function answer(route: Route): Promise<void> {
    const request = route.request()
    const url = toElectron(request.url())
    if (request.isNavigationRequest() && isPrevented(url, request.frame()))
      return await route.abort('aborted')
    if (await isCancelled(url)) return await route.abort('blockedbyclient')
    const response = await answerRequest(url, request.method())
    if (response === undefined) {
      records.leaks.push(url)
      return await route.abort('internetdisconnected')
    }
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  /** Navigations that main or the user's reload starts are not announced, those that the page starts are. */
  function isPrevented(url: string, frame: Frame): boolean {
    const isMainFrame = frame.parentFrame() === null
    if (isMainFrame && url === currentUrl) return false
    let prevented = false
    const preventDefault = () => {
      prevented = true
    }
    const details = { url, isMainFrame, isSameDocument: false, preventDefault }
    contents.emit('will-frame-navigate', details)
    if (isMainFrame) contents.emit('will-navigate', details, url)
    return prevented
  }

  async function deliver(channel: string, packed: string): Promise<void> {
    try {
      await (await page).evaluate(
        ([name, sentChannel, text]) => {
          const scope = window as unknown as Record<string, (channel: string, args: unknown[]) => void>
          scope[name]?.(sentChannel, JSON.parse(text))
        },
        [DELIVER, channel, packed] as const,
      )
    } catch {
      // A page that is going away misses its messages, as in Electron.
    }
  }
}

export type WebContents = ReturnType<typeof createWebContents>

function frameOf(frame: Frame): object {
  const url = toElectron(frame.url())
  return { url, origin: originOf(url), parent: frame.parentFrame() === null ? null : {} }
}
