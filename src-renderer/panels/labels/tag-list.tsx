import type { Labels } from '#contract/label.ts'
import { toVisible } from '../../format/visible-text.ts'
import styles from './labels.module.css'

/** The tags of a run or a span; recorded ones are told apart by their look and in words. */
export function TagList({ labels: { tags, recordedTags } }: { readonly labels: Labels }) {
  if (tags.length + recordedTags.length === 0) return null
  return (
    <ul className={styles.tags} aria-label="Tags">
      {tags.map(tag => (
        <li key={tag} className={styles.tag} data-tip={toVisible(tag)}>
          {toVisible(tag)}
        </li>
      ))}
      {recordedTags.map(tag => (
        <li
          key={`recorded ${tag}`}
          className={styles.tag}
          data-recorded="true"
          data-tip={`${toVisible(tag)}: recorded with the run`}
        >
          {toVisible(tag)}
        </li>
      ))}
    </ul>
  )
}
