import type { OutboundConnection } from '#contract/outbound.ts'
import { createConnectionLog } from './connection-log.ts'
import { type Fetch, type Permission, permittedFetch } from './permitted-fetch.ts'

/** Leave to reach some addresses, for one purpose and until it is closed. */
export interface Permit {
  readonly fetch: Fetch
  /** From now on nothing goes out with this permit; what is under way is cut. */
  close(): void
}

export interface Outbound {
  /** Only what somebody asked for has a permit: the origins are those of that request. */
  permit(permission: Permission): Permit
  /** What went out since this process started. */
  connections(): readonly OutboundConnection[]
}

/** The one way out of this process. Every connection is logged with its reason, and without a permit there is none. */
export function createOutbound(onChanged?: () => void): Outbound {
  const log = createConnectionLog(onChanged)
  return {
    permit(permission) {
      const closing = new AbortController()
      return {
        fetch: permittedFetch(permission, log, closing.signal),
        close: () => closing.abort(new Error('Nothing asks for this connection any more.')),
      }
    },
    connections: log.list,
  }
}
