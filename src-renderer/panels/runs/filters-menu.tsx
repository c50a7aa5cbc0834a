import { type FormEvent, useState } from 'react'
import type { SavedFilter } from '#contract/settings.ts'
import { forgetFilter, renameFilter, saveFilter } from '../../actions/change-saved-filters.ts'
import { useOperation } from '../../api/use-operation.ts'
import { filterRuns, rememberFilter, useRunsFilter } from '../../state/runs-filter.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'
import styles from './menus.module.css'

/** Filters with a name, kept with the recordings, and those used lately, kept on this screen. */
export function FiltersMenu() {
  return (
    <Popover label="Saved filters" icon="bookmark">
      {close => <FilterLists onTaken={close} />}
    </Popover>
  )
}

function FilterLists({ onTaken }: { readonly onTaken: () => void }) {
  const saved = useOperation('settings.get', {}).value?.savedFilters ?? []
  const { applied, recent } = useRunsFilter()

  function take(filter: string): void {
    filterRuns(filter)
    rememberFilter()
    onTaken()
  }

  return (
    <>
      {applied !== '' && <SaveForm saved={saved} filter={applied} />}
      <h2 className={styles.title}>Saved</h2>
      {saved.length === 0 && <p className={styles.hint}>A filter in use can be given a name here.</p>}
      <ul aria-label="Saved filters">
        {saved.map(each => (
          <SavedItem key={each.name} each={each} saved={saved} onTake={take} />
        ))}
      </ul>
      {recent.length > 0 && <h2 className={styles.title}>Recent</h2>}
      <ul aria-label="Recent filters">
        {recent.map(filter => (
          <li key={filter} className={styles.item}>
            <button type="button" className={styles.take} onClick={() => take(filter)}>
              <code>{filter}</code>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

interface SaveFormProps {
  readonly saved: readonly SavedFilter[]
  readonly filter: string
}

function SaveForm({ saved, filter }: SaveFormProps) {
  const [name, setName] = useState('')

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() !== '' && (await saveFilter(saved, { name: name.trim(), filter }))) setName('')
  }

  return (
    <form className={styles.form} onSubmit={event => void save(event)}>
      <input
        className={styles.field}
        aria-label="Name for this filter"
        placeholder="Name for this filter"
        maxLength={60}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        Save
      </Button>
    </form>
  )
}

interface SavedItemProps {
  readonly each: SavedFilter
  readonly saved: readonly SavedFilter[]
  readonly onTake: (filter: string) => void
}

function SavedItem({ each: { name, filter }, saved, onTake }: SavedItemProps) {
  const [newName, setNewName] = useState<string>()

  async function rename(event: FormEvent): Promise<void> {
    event.preventDefault()
    const next = newName?.trim() ?? ''
    if (next !== '' && next !== name) await renameFilter(saved, name, next)
    setNewName(undefined)
  }

  if (newName !== undefined) {
    return (
      <li>
        <form className={styles.form} onSubmit={event => void rename(event)}>
          <input
            className={styles.field}
            aria-label={`New name for ${name}`}
            // biome-ignore lint/a11y/noAutofocus: the reader asked for this field
            autoFocus
            maxLength={60}
            value={newName}
            onChange={event => setNewName(event.target.value)}
          />
          <Button type="submit">Rename</Button>
        </form>
      </li>
    )
  }
  return (
    <li className={styles.item}>
      <button type="button" className={styles.take} onClick={() => onTake(filter)}>
        <span>{name}</span> <code>{filter}</code>
      </button>
      <IconButton icon="note" label={`Rename ${name}`} onClick={() => setNewName(name)} />
      <IconButton icon="trash" label={`Forget ${name}`} onClick={() => void forgetFilter(saved, name)} />
    </li>
  )
}
