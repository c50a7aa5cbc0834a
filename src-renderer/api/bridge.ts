import type { Bridge } from '#contract/bridge.ts'

declare global {
  interface Window {
    /** Present in the desktop window, absent in a browser. */
    readonly bridge?: Bridge
  }
}

let current: Bridge | undefined

export function setBridge(bridge: Bridge): void {
  current = bridge
}

export function theBridge(): Bridge {
  if (current === undefined) throw new Error('Nothing may be asked before the bridge stands')
  return current
}
