import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { labelRun } from '../../actions/label-run.ts'
import { useOperation } from '../../api/use-operation.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import styles from './label-dialog.module.css'
import { compareTags, splitTags } from './split-tags.ts'
import { type LabelTarget, placeOf } from './target.ts'

interface LabelDialogProps {
  readonly target: LabelTarget
  readonly first: 'tags' | 'note'
  readonly onClose: () => void
}

const LONGEST_NOTE = 10_000

/** Tags and the note of a run or a span, in one place. */
export function LabelDialog({ target, first, onClose }: LabelDialogProps) {
  const { labels } = target
  const [tags, setTags] = useState(labels.tags.join(', '))
  const [note, setNote] = useState(labels.note ?? '')
  const fieldId = useId()
  const tagsField = useRef<HTMLInputElement>(null)
  const noteField = useRef<HTMLTextAreaElement>(null)
  const known = useOperation('tags.list', { limit: 30 }).value?.tags ?? []
  const wanted = splitTags(tags)
  const offered = known.filter(({ tag }) => !wanted.includes(tag)).slice(0, 8)

  // The dialog gives the focus to its first field when it opens, which is before this.
  useEffect(() => (first === 'tags' ? tagsField : noteField).current?.focus(), [first])

  async function save(event?: FormEvent): Promise<void> {
    event?.preventDefault()
    const changed = compareTags(labels.tags, wanted)
    if (await labelRun({ ...placeOf(target), ...changed, note: note.trim() })) onClose()
  }

  useKeys(
    'Tags and note',
    [
      { keys: ['Escape'], label: 'Close', worksInFields: true, run: onClose },
      { keys: ['Mod+Enter'], label: 'Save', worksInFields: true, run: () => void save() },
    ],
    'dialog',
  )

  return (
    <Dialog label="Tags and note" onClose={onClose}>
      <form className={styles.form} onSubmit={event => void save(event)}>
        <h2 className={styles.title}>{toVisible(target.name)}</h2>
        <label className={styles.label} htmlFor={`${fieldId}-tags`}>
          Tags, with commas between them
        </label>
        <input
          id={`${fieldId}-tags`}
          className={styles.field}
          value={tags}
          spellCheck={false}
          autoComplete="off"
          ref={tagsField}
          onChange={event => setTags(event.target.value)}
        />
        {offered.length > 0 && (
          <div className={styles.offers}>
            {offered.map(({ tag }) => (
              <button
                key={tag}
                type="button"
                className={styles.offer}
                onClick={() => setTags([...wanted, tag].join(', '))}
              >
                + {toVisible(tag)}
              </button>
            ))}
          </div>
        )}
        {labels.recordedTags.length > 0 && (
          <p className={styles.hint}>Recorded with it: {toVisible(labels.recordedTags.join(', '))}</p>
        )}
        <label className={styles.label} htmlFor={`${fieldId}-note`}>
          Note
        </label>
        <textarea
          id={`${fieldId}-note`}
          className={styles.note}
          value={note}
          rows={5}
          maxLength={LONGEST_NOTE}
          ref={noteField}
          onChange={event => setNote(event.target.value)}
        />
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
