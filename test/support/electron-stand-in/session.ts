import { EventEmitter } from 'node:events'
import type { BrowserContext } from 'playwright-core'
import { records } from './records.ts'

type BeforeRequest = (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void
type PermissionCheck = (contents: null, permission: string, origin: string, details: object) => boolean
type PermissionRequest = (
  contents: null,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void

let beforeRequest: BeforeRequest = (_details, callback) => callback({})
let checkPermission: PermissionCheck = () => true
let requestPermission: PermissionRequest = (_contents, _permission, callback) => callback(true)
let allowDevice: (details: object) => boolean = () => false
let shareDisplay: (request: object, callback: (streams: object | null) => void) => void = () => {}

const defaultSession = Object.assign(new EventEmitter(), {
  webRequest: {
    onBeforeRequest(listener: BeforeRequest) {
      beforeRequest = listener
    },
  },
  enableNetworkEmulation({ offline = false }: { offline?: boolean }) {
    records.isOffline = offline
  },
  setSpellCheckerEnabled(isOn: boolean) {
    records.isSpellCheckerOn = isOn
  },
  setPermissionCheckHandler(handler: PermissionCheck) {
    checkPermission = handler
  },
  setPermissionRequestHandler(handler: PermissionRequest) {
    requestPermission = handler
  },
  setDevicePermissionHandler(handler: typeof allowDevice) {
    allowDevice = handler
  },
  setDisplayMediaRequestHandler(handler: typeof shareDisplay) {
    shareDisplay = handler
  },
})

export const session = { defaultSession }

export async function isCancelled(url: string): Promise<boolean> {
  const answer = await new Promise<{ cancel?: boolean }>(resolve => beforeRequest({ url }, resolve))
  return answer.cancel === true
}

/** Which of these requests would leave the window. */
export async function passedOf(urls: readonly string[]): Promise<string[]> {
  const cancelled = await Promise.all(urls.map(isCancelled))
  return urls.filter((_url, index) => !cancelled[index])
}

/** Chromium asks nobody in headless mode, so what the app allows is granted up front and the rest refused. */
export async function applyPermissions(context: BrowserContext): Promise<void> {
  if (checkPermission(null, 'clipboard-sanitized-write', 'app://runback', {})) {
    await context.grantPermissions(['clipboard-write'])
  }
}

/** Which of these a page would be given. */
export async function grantedOf(permissions: readonly string[]): Promise<string[]> {
  const granted: string[] = []
  for (const permission of permissions) {
    const isRequested = await new Promise(resolve => requestPermission(null, permission, resolve, {}))
    if (isRequested || checkPermission(null, permission, 'app://runback', {})) granted.push(permission)
  }
  if (allowDevice({ deviceType: 'hid' })) granted.push('device')
  const streams = await new Promise(resolve => shareDisplay({}, resolve))
  return streams === null ? granted : [...granted, 'display-media']
}
