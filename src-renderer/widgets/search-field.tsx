import type { KeyboardEvent, Ref } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.ts'
import { Kbd } from './kbd.tsx'
import styles from './search-field.module.css'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly keys?: string
  readonly icon?: IconName
  readonly field?: Ref<HTMLInputElement>
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly hasFocusFirst?: boolean
}

/** A one-line field. Escape empties it, and leaves it when it is empty. */
export function SearchField({
  label,
  value,
  onChange,
  keys,
  icon = 'search',
  field,
  onKeyDown,
  hasFocusFirst,
}: SearchFieldProps) {
  function handleKey(event: KeyboardEvent<HTMLInputElement>): void {
    onKeyDown?.(event)
    if (event.defaultPrevented || event.key !== 'Escape') return
    event.preventDefault()
    if (value === '') event.currentTarget.blur()
    else onChange('')
  }

  return (
    <label className={styles.frame}>
      <Icon name={icon} size={14} />
      <input
        ref={field}
        className={styles.input}
        type="text"
        aria-label={label}
        placeholder={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: only where the field is why the view was opened
        autoFocus={hasFocusFirst === true}
        onChange={event => onChange(event.target.value)}
        onKeyDown={handleKey}
      />
      {keys !== undefined && value === '' && <Kbd keys={keys} />}
    </label>
  )
}
