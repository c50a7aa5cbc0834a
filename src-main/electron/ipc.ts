import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { MenuCommand } from '#contract/bridge.ts'
import type { Announcer, Caller } from '#contract/caller.ts'
import { channels } from '#contract/channels.ts'
import { answerCall } from './answer-call.ts'
import { isOurPage } from './app-origin.ts'

/** What the page of the window may ask for, besides operations. */
export interface PageRequests {
  readonly openExternal: (url: unknown) => void
}

/** Listens to the page. The only place that touches `ipcMain`, so that no message goes unchecked. */
export function answerPage(caller: Caller, requests: PageRequests): void {
  ipcMain.handle(channels.call, (event, name: unknown, params: unknown) => {
    if (!isFromPage(event)) throw new Error('Refused a call from a frame that is not the page of Runback')
    return answerCall(caller, name, params)
  })
  ipcMain.on(channels.openExternal, (event, url: unknown) => {
    if (isFromPage(event)) requests.openExternal(url)
  })
}

function isFromPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return isOurPage(event.senderFrame)
}

export function sendEvents(announcer: Announcer, window: BrowserWindow): void {
  const stop = announcer.subscribe(({ event }) => window.webContents.send(channels.event, event))
  window.once('close', stop)
}

export function sendMenuCommand(window: BrowserWindow, command: MenuCommand): void {
  window.webContents.send(channels.menu, command)
}
