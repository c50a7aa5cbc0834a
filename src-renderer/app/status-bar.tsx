import type { ReceiverStatus } from '#contract/status.ts'
import { useOperation } from '../api/use-operation.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { goTo } from '../state/location.ts'
import { HintBar } from './hint-bar.tsx'
import styles from './status-bar.module.css'

const SHORT_NAMES = { 'otlp-http': 'HTTP', 'otlp-grpc': 'gRPC' } as const

export function StatusBar() {
  const { value: status } = useOperation('status', {})
  return (
    <footer className={styles.bar}>
      {status?.receivers.map(receiver => (
        <Receiver key={receiver.name} receiver={receiver} />
      ))}
      {status !== undefined && (
        <span className={styles.item}>
          {formatNumberOf(status.store.spans, 'span')} · {formatBytes(status.store.sizeBytes)}
        </span>
      )}
      {status !== undefined && status.store.waitingForSearch > 0 && (
        <span className={styles.item} data-tip="Stored, and searchable in a moment">
          indexing {formatNumberOf(status.store.waitingForSearch, 'block')}
        </span>
      )}
      <HintBar />
    </footer>
  )
}

function Receiver({ receiver: { name, port, listening, counters } }: { readonly receiver: ReceiverStatus }) {
  const tips = [
    `OTLP/${SHORT_NAMES[name]} ${listening.state === 'listening' ? 'is listening' : listening.state.replace('-', ' ')}`,
    `${formatNumberOf(counters.spans, 'span')} received since the start`,
    ...(counters.lastRefusal === null ? [] : [`Last refusal: ${counters.lastRefusal}`]),
  ]
  return (
    <button
      type="button"
      className={styles.receiver}
      data-state={listening.state}
      data-tip={tips.join('\n')}
      aria-label={`${tips[0]} on port ${port}`}
      onClick={() => goTo({ view: 'settings' })}
    >
      <span className={styles.dot} />
      {SHORT_NAMES[name]} {port}
    </button>
  )
}
