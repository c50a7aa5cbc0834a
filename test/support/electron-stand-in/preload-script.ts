import { readFileSync } from 'node:fs'

/** The page's end of a message that main sends. */
export const DELIVER = '__standInDeliver'
/** Sends any message to main: what a page could do whose process was taken over. */
export const POST = '__standInPost'

/**
 * Runs a sandboxed preload in the page before its scripts: in the main frame only, with `require('electron')` alone, and
 * with values copied on their way through the bridge.
 */
export function preloadScript(file: string): string {
  return `(() => {
  if (window.top !== window) return
  const electron = (${createPreloadElectron})(${JSON.stringify(DELIVER)}, ${JSON.stringify(POST)})
  const require = name => {
    if (name !== 'electron') throw new Error('A sandboxed preload cannot require ' + name)
    return electron
  }
  ;((require, module, exports, process) => {
${readFileSync(file, 'utf8')}
  })(require, { exports: {} }, {}, undefined)
})()`
}

/** Runs in the page as text, so it may use nothing from this file. */
function createPreloadElectron(deliver: string, post: string) {
  type Listener = (event: object, ...args: unknown[]) => void
  const scope = window as unknown as Record<string, unknown>
  const listeners = new Map<string, Set<Listener>>()
  const send = scope[post] as (kind: string, channel: string, args: string) => Promise<string>
  const pack = (args: unknown[]) => JSON.stringify(structuredClone(args))

  Object.defineProperty(scope, deliver, {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
    },
  })

  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => {
      const reply = JSON.parse(await send('invoke', channel, pack(args)))
      if (reply.error !== undefined) throw new Error(reply.error)
      return reply.value
    },
    send: (channel: string, ...args: unknown[]) => void send('send', channel, pack(args)),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
    },
    off: (channel: string, listener: Listener) => void listeners.get(channel)?.delete(listener),
  }

  const across = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => across(value(...args.map(across)))
    if (value instanceof Promise) return value.then(across)
    return structuredClone(value)
  }
  const contextBridge = {
    exposeInMainWorld: (key: string, api: Record<string, unknown>) => {
      const entries = Object.entries(api).map(([name, member]) => [name, across(member)])
      Object.defineProperty(scope, key, {
        value: Object.freeze(Object.fromEntries(entries)),
        enumerable: true,
      })
    },
  }
  // A file that the page made itself lies nowhere.
  return { contextBridge, ipcRenderer, webUtils: { getPathForFile: () => '' } }
}
