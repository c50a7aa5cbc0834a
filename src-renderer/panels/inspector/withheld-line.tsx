import type { Withheld } from '#contract/redaction.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Icon } from '../../widgets/icon.tsx'
import styles from './withheld-line.module.css'

/** What arrived with the span and was not stored: said above everything that is shown of it. */
export function WithheldLine({ withheld }: { readonly withheld: Withheld }) {
  return (
    <p className={styles.line}>
      <Icon name="info" size={14} />
      {describeWithheld(withheld)}
    </p>
  )
}

export function describeWithheld({ redactions, captureMode, leftOutValues, leftOutBytes }: Withheld): string {
  const rules = redactions.map(({ name, count }) => `${toVisible(name)} ${formatCount(count)}×`).join(', ')
  const left =
    captureMode === null
      ? []
      : [
          `${formatNumberOf(leftOutValues, 'value')} (${formatBytes(leftOutBytes)}) left out by the capture mode “${captureMode}”`,
        ]
  const redacted = redactions.length === 0 ? [] : [`redacted: ${rules}`]
  return `Not stored: ${[...left, ...redacted].join('; ')}`
}
