import { setBridge } from './bridge.ts'
import { type Connection, setConnection } from './connection.ts'
import { forgetToken, keepToken, keptToken, redeemTicket, ticketOf } from './session.ts'
import { followEvents } from './use-operation.ts'

const base = `${window.location.origin}/api/v1`
let leave: (() => void) | undefined

/** Finds the way to the engine: the desktop window's bridge, or HTTP with a token. */
export async function connect(): Promise<void> {
  if (window.bridge !== undefined) {
    setBridge(window.bridge)
    followEvents()
    setConnection('connected')
    return
  }
  const ticket = ticketOf(window.location.hash)
  if (ticket !== undefined) window.history.replaceState(null, '', '#/runs')
  const token = ticket === undefined ? undefined : await redeemTicket(base, ticket)
  if (token !== undefined) keepToken(window.sessionStorage, token)
  await signIn(token ?? keptToken(window.sessionStorage))
}

export async function signIn(token: string | undefined): Promise<void> {
  leave?.()
  if (token === undefined) {
    setConnection('signed-out')
    return
  }
  keepToken(window.sessionStorage, token)
  // Only a page in a browser needs the operations table, and with it zod, at run time.
  const { createHttpBridge } = await import('./http-bridge.ts')
  const bridge = createHttpBridge({ base, token, onConnection: noteConnection })
  setBridge(bridge)
  const unfollow = followEvents()
  leave = () => {
    unfollow()
    bridge.close()
  }
}

/** A token that was refused is of no more use. */
function noteConnection(connection: Connection): void {
  if (connection === 'signed-out') forgetToken(window.sessionStorage)
  setConnection(connection)
}
