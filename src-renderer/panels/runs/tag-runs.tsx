import { type FormEvent, useId, useState } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { labelRuns } from '../../actions/label-runs.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { splitTags } from '../labels/split-tags.ts'
import styles from './chosen-bar.module.css'

interface TagRunsProps {
  readonly runs: readonly RunSummary[]
  readonly onClose: () => void
}

/** Adds tags to several runs, and takes away what one of them has. */
export function TagRuns({ runs, onClose }: TagRunsProps) {
  const [added, setAdded] = useState('')
  const [removed, setRemoved] = useState<readonly string[]>([])
  const present = [...new Set(runs.flatMap(run => run.tags))]
  const fieldId = useId()

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const runIds = runs.map(run => run.runId)
    if (await labelRuns(runIds, { addTags: splitTags(added), removeTags: [...removed] })) onClose()
  }

  function toggle(tag: string): void {
    setRemoved(removed.includes(tag) ? removed.filter(each => each !== tag) : [...removed, tag])
  }

  return (
    <Dialog label="Tag the runs" onClose={onClose}>
      <form className={styles.form} onSubmit={event => void save(event)}>
        <h2 className={styles.title}>Tags of {formatNumberOf(runs.length, 'run')}</h2>
        <label className={styles.label} htmlFor={fieldId}>
          Tags to add, with commas between them
        </label>
        <input
          id={fieldId}
          className={styles.field}
          value={added}
          spellCheck={false}
          autoComplete="off"
          onChange={event => setAdded(event.target.value)}
        />
        {present.length > 0 && <p className={styles.label}>There already; choose those to take away</p>}
        <div className={styles.tags}>
          {present.map(tag => (
            <button
              key={tag}
              type="button"
              className={styles.tag}
              aria-pressed={removed.includes(tag)}
              aria-label={`Take away ${toVisible(tag)}`}
              onClick={() => toggle(tag)}
            >
              {toVisible(tag)}
            </button>
          ))}
        </div>
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
