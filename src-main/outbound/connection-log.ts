import type { OutboundConnection } from '#contract/outbound.ts'

const REMEMBERED = 1000

type Change = Partial<Pick<OutboundConnection, 'sentBytes' | 'receivedBytes' | 'outcome' | 'status'>>

export interface ConnectionLog {
  /** Remembers the connection; the returned function tells what became of it. */
  open(connection: Omit<OutboundConnection, 'receivedBytes' | 'outcome' | 'status'>): (change: Change) => void
  list(): readonly OutboundConnection[]
}

/** The last connections, the newest last. */
export function createConnectionLog(onChanged: () => void = () => undefined): ConnectionLog {
  const connections: OutboundConnection[] = []
  return {
    open(opened) {
      let connection: OutboundConnection = { ...opened, receivedBytes: 0, outcome: 'open', status: null }
      connections.push(connection)
      if (connections.length > REMEMBERED) connections.shift()
      onChanged()
      return change => {
        const index = connections.indexOf(connection)
        connection = { ...connection, ...change }
        if (index !== -1) connections[index] = connection
        if (change.outcome !== undefined) onChanged()
      }
    },
    list: () => [...connections],
  }
}
