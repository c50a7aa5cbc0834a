import { toVisible } from '../../../format/visible-text.ts'
import styles from './tools.module.css'

export function CallId({ toolCallId }: { readonly toolCallId: string | null }) {
  if (toolCallId === null) return null
  const id = toVisible(toolCallId)
  return (
    <span className={styles.callId} data-tip={`Joins the request with its result: ${id}`}>
      {id.length > 12 ? `…${id.slice(-8)}` : id}
    </span>
  )
}
