import type { FilterProblem } from '#contract/filter/filter.ts'
import styles from './filter-field.module.css'

interface FilterMirrorProps {
  readonly text: string
  readonly problems: readonly FilterProblem[]
  readonly scrollLeft: number
}

/** The text of a field once more, unseen, so that a part of it can be underlined. */
export function FilterMirror({ text, problems, scrollLeft }: FilterMirrorProps) {
  if (problems.length === 0) return null
  return (
    <span className={styles.mirror} aria-hidden="true">
      <span className={styles.mirrored} style={{ transform: `translateX(${-scrollLeft}px)` }}>
        {problems.map(({ from, to }, index) => (
          <span key={from}>
            {text.slice(problems[index - 1]?.to ?? 0, from)}
            <span className={styles.squiggle}>{text.slice(from, to)}</span>
          </span>
        ))}
      </span>
    </span>
  )
}
