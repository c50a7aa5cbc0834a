import type { ReplayPlan } from '#contract/replay.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Icon } from '../../widgets/icon.tsx'
import styles from './replay.module.css'

/** What stops the replay first, then what one should know. */
export function ConcernList({ plan }: { readonly plan: ReplayPlan }) {
  if (plan.concerns.length === 0) return null
  const calls = plan.counts.live + plan.counts.hybrid
  return (
    <ul className={styles.concerns} aria-label="What to know before">
      {plan.concerns.map(({ effect, text, spanIds }) => (
        <li key={text} data-effect={effect}>
          <Icon name={effect === 'stops' ? 'warning' : 'info'} size={13} />
          <span>
            {toVisible(text)}
            {spanIds.length > 0 && spanIds.length < calls && ` (${formatNumberOf(spanIds.length, 'call')})`}
          </span>
        </li>
      ))}
    </ul>
  )
}
