import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { startDesktop, stopDesktop } from './desktop.ts'
import { allowProtocolHandlers } from './protocol.ts'
import { records } from './records.ts'
import { takeLock } from './single-instance-lock.ts'

const appPath = `${process.env.RUNBACK_STAND_IN_APP}`
const paths = new Map<string, string>()
const codeLoaded = Promise.withResolvers<void>()
let isReady = false
let isQuitting = false

/** Like Electron, gets ready only after the main module has run to its end: awaiting readiness in it hangs. */
export const markCodeLoaded = codeLoaded.resolve

const ready = codeLoaded.promise.then(startDesktop).then(() => {
  isReady = true
  allowProtocolHandlers()
  app.emit('ready')
})

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  name: 'runback',
  getName: () => 'runback',
  getVersion: () => '0.0.0-stand-in',
  getAppPath: () => appPath,
  isReady: () => isReady,
  whenReady: () => ready,
  enableSandbox() {
    if (isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
    records.isSandboxEnabled = true
  },
  setPath(name: string, path: string) {
    if (!existsSync(path)) throw new Error(`Path ${path} does not exist`)
    paths.set(name, path)
  },
  getPath: (name: string) => paths.get(name) ?? '',
  requestSingleInstanceLock(message?: object): boolean {
    return takeLock(app.getPath('userData'), message ?? {}, received =>
      app.emit('second-instance', {}, [], process.cwd(), received),
    )
  },
  quit() {
    if (isQuitting) return
    isQuitting = true
    app.emit('before-quit', preventable().event)
    app.emit('close-all-windows')
    const { event, isPrevented } = preventable()
    app.emit('will-quit', event)
    if (!isPrevented()) app.exit(0)
  },
  exit(code = 0) {
    void stopDesktop().finally(() => process.exit(code))
  },
})

function preventable() {
  let prevented = false
  const event = {
    preventDefault() {
      prevented = true
    },
  }
  return { event, isPrevented: () => prevented }
}
