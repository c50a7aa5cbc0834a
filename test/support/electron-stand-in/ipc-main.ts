import { EventEmitter } from 'node:events'

type Handler = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler(channel: string): void {
    handlers.delete(channel)
  },
})

/** Answers as Electron does: of an error the page sees the message alone. */
export async function answerMessage(
  kind: string,
  channel: string,
  packed: string,
  event: object,
): Promise<string> {
  // Text keeps an own key '__proto__', as the structured clone of Electron does.
  const args: unknown[] = JSON.parse(packed)
  if (kind === 'send') {
    ipcMain.emit(channel, event, ...args)
    return '{}'
  }
  try {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return JSON.stringify({ value: structuredClone(await handler(event, ...args)) })
  } catch (error) {
    return JSON.stringify({ error: `Error invoking remote method '${channel}': ${error}` })
  }
}
