import type { ReceiverStatus } from '#contract/status.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { toVisible } from '../format/visible-text.ts'
import { Button } from './button.tsx'
import styles from './receiver-line.module.css'

const NAMES = { 'otlp-http': 'OTLP/HTTP', 'otlp-grpc': 'OTLP/gRPC' } as const

interface ReceiverLineProps {
  readonly receiver: ReceiverStatus
  readonly onMove?: (port: number) => void
}

/** Whether a receiver listens, where, and what to do when it cannot. */
export function ReceiverLine({ receiver, onMove }: ReceiverLineProps) {
  const { name, port, counters, listening } = receiver
  const nextPort = listening.state === 'port-taken' ? listening.nextFreePort : null
  return (
    <div className={styles.line} data-state={listening.state} role="status">
      <span className={styles.dot} />
      <span className={styles.name}>{NAMES[name]}</span>
      <span className={styles.text}>{describeListening(receiver)}</span>
      {listening.state === 'listening' && (
        <span className={styles.count}>
          {counters.spans === 0
            ? 'nothing received yet'
            : `${formatNumberOf(counters.spans, 'span')} received`}
        </span>
      )}
      {nextPort !== null && onMove !== undefined && (
        <Button onClick={() => onMove(nextPort)}>Listen on {nextPort}</Button>
      )}
      {(listening.state === 'failed' || listening.state === 'closed') && onMove !== undefined && (
        <Button onClick={() => onMove(port)}>Try again</Button>
      )}
    </div>
  )
}

function describeListening({ port, listening }: ReceiverStatus): string {
  switch (listening.state) {
    case 'listening':
      return `listening on 127.0.0.1:${port}`
    case 'closed':
      return 'closed'
    case 'failed':
      return `cannot listen: ${toVisible(listening.reason)}`
    case 'port-taken': {
      const holder = listening.holder
      const who = holder === null ? 'another program' : `${toVisible(holder.command)} (process ${holder.pid})`
      return `port ${port} is held by ${who}`
    }
  }
}
