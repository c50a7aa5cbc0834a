import type { ReceiverStatus } from '#contract/status.ts'
import { assertNever } from '../base/assert-never.ts'

const names = { 'otlp-http': 'OTLP/HTTP', 'otlp-grpc': 'OTLP/gRPC' } as const

/** Where a receiver listens, or why it does not. */
export function receiverLine({ name, port, listening }: ReceiverStatus): string {
  return `${names[name].padEnd(10)} ${stateOf(port, listening)}`
}

function stateOf(port: number, listening: ReceiverStatus['listening']): string {
  switch (listening.state) {
    case 'listening':
      return `http://127.0.0.1:${port}`
    case 'closed':
      return 'closed'
    case 'failed':
      return `not listening: ${listening.reason}`
    case 'port-taken': {
      const { holder, nextFreePort } = listening
      const by = holder === null ? 'another process' : `${holder.command} (process ${holder.pid})`
      return `not listening: port ${port} is held by ${by}${nextFreePort === null ? '' : `; ${nextFreePort} is free`}`
    }
    default:
      return assertNever(listening)
  }
}
