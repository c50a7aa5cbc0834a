import { toVisible } from '../../format/visible-text.ts'
import { Icon } from '../../widgets/icon.tsx'
import styles from './labels.module.css'

/** What somebody wrote about a run or a span. A click edits it. */
export function Note({ note, onEdit }: { readonly note: string | null; readonly onEdit: () => void }) {
  if (note === null) return null
  return (
    <button type="button" className={styles.note} aria-label="Edit the note" onClick={onEdit}>
      <Icon name="note" size={12} />
      <span className={styles.noteText}>{toVisible(note)}</span>
    </button>
  )
}
