import { MAX_CARRIED_BY } from '#contract/limits.ts'
import type { SearchHit } from '#contract/search.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import styles from './search.module.css'

interface HitViewProps {
  readonly hit: SearchHit
  readonly isSelected: boolean
  readonly onOpen: () => void
}

const KINDS: Readonly<Record<SearchHit['kind'], string>> = {
  text: 'text',
  reasoning: 'reasoning',
  'tool-call': 'tool call',
  'tool-result': 'tool result',
  'tool-definition': 'tool definition',
  image: 'image',
  audio: 'audio',
  file: 'file',
  unknown: 'other',
}

export function HitView({ hit, isSelected, onOpen }: HitViewProps) {
  const { before, match, after } = hit.snippet
  return (
    <li className={styles.hit} data-selected={isSelected || undefined}>
      <button type="button" className={styles.open} onClick={onOpen}>
        <span className={styles.snippet}>
          {toVisible(before)}
          <mark>{toVisible(match)}</mark>
          {toVisible(after)}
        </span>
        <span className={styles.place}>
          <span className={styles.kind}>{KINDS[hit.kind]}</span>
          <span>{toVisible(hit.role)}</span>
          <span className={styles.where}>
            {toVisible(hit.runName)} › {toVisible(hit.spanName)}
          </span>
          {hit.carriedBy > 0 && <span className={styles.carried}>in {carriers(hit)}</span>}
        </span>
      </button>
    </li>
  )
}

/** Counting stops at a limit: what more there may be is not known. */
function carriers({ carriedBy }: SearchHit): string {
  return carriedBy < MAX_CARRIED_BY
    ? formatNumberOf(carriedBy, 'call')
    : `at least ${formatNumberOf(carriedBy, 'call')}`
}
