import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '#contract/bridge.ts'
import { channels } from '#contract/channels.ts'

function listen<T>(channel: string, listener: (message: T) => void): () => void {
  const receive = (_event: IpcRendererEvent, message: T) => listener(message)
  ipcRenderer.on(channel, receive)
  return () => void ipcRenderer.off(channel, receive)
}

const bridge: Bridge = {
  call: (name, params) => ipcRenderer.invoke(channels.call, name, params),
  subscribe: listener => listen(channels.event, listener),
  onMenu: listener => listen(channels.menu, listener),
  // Files that lie nowhere, such as one made by the page, have an empty path.
  pathOf: file => webUtils.getPathForFile(file) || null,
  openExternal: url => ipcRenderer.send(channels.openExternal, url),
}

contextBridge.exposeInMainWorld('bridge', bridge)
