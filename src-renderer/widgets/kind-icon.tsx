import type { SpanKind } from '#contract/span.ts'
import { Icon } from './icon.tsx'
import styles from './kind-icon.module.css'

/** The sign and hue of a span kind. */
export function KindIcon({ kind }: { readonly kind: SpanKind }) {
  return (
    <span className={styles.kind} data-kind={kind} role="img" aria-label={kind} data-tip={kind}>
      <Icon name={`kind-${kind}`} size={13} />
    </span>
  )
}
