import { describeHealth } from '#contract/store-health.ts'
import { dismissNotice } from '../actions/dismiss-notice.ts'
import { useOperation } from '../api/use-operation.ts'
import { formatExactTime } from '../format/format-time.ts'
import { toVisible } from '../format/visible-text.ts'
import { Button } from '../widgets/button.tsx'
import styles from './store-banner.module.css'

/** Why nothing is recorded, and what happened to the store: nothing of both can be overlooked. */
export function StoreBanner() {
  const { value: status } = useOperation('status', {})
  if (status === undefined) return null
  const trouble = describeHealth(status.store.health)
  return (
    <>
      {trouble !== undefined && (
        <p className={styles.trouble} role="alert">
          {toVisible(trouble)}
        </p>
      )}
      {status.store.notices.map(({ noticeId, at, message }) => (
        <div key={noticeId} className={styles.notice} role="status">
          <p className={styles.message}>
            <time dateTime={new Date(at).toISOString()}>{formatExactTime(at)}</time> {toVisible(message)}
          </p>
          <Button onClick={() => void dismissNotice(noticeId)}>Dismiss</Button>
        </div>
      ))}
    </>
  )
}
