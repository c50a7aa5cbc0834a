import { type FormEvent, useState } from 'react'
import type { WatchedFolder } from '#contract/watched-folder.ts'
import { unwatchFolder, watchFolder } from '../../actions/watch-folder.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './watched-folders.module.css'

/** Folders whose trace files are recorded as agents write to them. */
export function WatchedFolders() {
  const { value } = useOperation('watches.list', {})
  return (
    <div className={styles.body}>
      <p className={styles.sentence}>
        Sessions that agents write to files are recorded as they grow, and stay when the files are deleted. No
        folder is watched unless you say so.
      </p>
      <ul className={styles.folders} aria-label="Folders">
        {value?.folders.map(folder => (
          <li key={folder.path} className={styles.folder}>
            <div className={styles.words}>
              <code className={styles.path}>{toVisible(folder.path)}</code>
              <p className={styles.state} data-state={folder.state}>
                {describeState(folder)}
              </p>
            </div>
            <Button
              tone="quiet"
              aria-label={`Watch ${folder.path} no more`}
              onClick={() => void unwatchFolder(folder.path)}
            >
              Remove
            </Button>
          </li>
        ))}
        {value?.suggestions.map(({ agent, path }) => (
          <li key={path} className={styles.folder}>
            <div className={styles.words}>
              <code className={styles.path}>{toVisible(path)}</code>
              <p className={styles.state}>{agent} keeps its sessions here</p>
            </div>
            <Button onClick={() => void watchFolder(path)}>Watch</Button>
          </li>
        ))}
      </ul>
      <AddFolder />
    </div>
  )
}

function AddFolder() {
  const [path, setPath] = useState('')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (path.trim() !== '' && (await watchFolder(path.trim()))) setPath('')
  }

  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <input
        className={styles.input}
        type="text"
        aria-label="Another folder"
        placeholder="Path of another folder"
        spellCheck={false}
        value={path}
        onChange={event => setPath(event.target.value)}
      />
      <Button type="submit" disabled={path.trim() === ''}>
        Watch
      </Button>
    </form>
  )
}

function describeState({ state, reason, files, newSpans }: WatchedFolder): string {
  if (reason !== null) return toVisible(reason)
  const amounts = `${formatNumberOf(files, 'file')}, ${formatNumberOf(newSpans, 'new span')} since the start`
  return state === 'reading' ? `reading: ${amounts}` : amounts
}
