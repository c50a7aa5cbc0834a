import { theBridge } from './bridge.ts'

/** Hands a link to the host, which decides what may be opened, and asks. */
export function offerLink(address: string): void {
  theBridge().openExternal(address)
}
