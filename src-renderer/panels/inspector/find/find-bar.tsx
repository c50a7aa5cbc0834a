import { type KeyboardEvent, useEffect, useRef } from 'react'
import { formatCount } from '../../../format/format-count.ts'
import { IconButton } from '../../../widgets/button.tsx'
import { SearchField } from '../../../widgets/search-field.tsx'
import styles from './find-bar.module.css'
import type { Find } from './use-find.ts'

interface FindBarProps {
  readonly find: Find
  /** Grows each time the reader asks to search. */
  readonly asked: number
}

export function FindBar({ find, asked }: FindBarProps) {
  const field = useRef<HTMLInputElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again goes back to the field
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [asked])

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') find.step(event.shiftKey ? -1 : 1)
    else {
      find.close()
      document.querySelector<HTMLElement>('[data-inspector-body]')?.focus()
    }
  }

  return (
    <search className={styles.bar}>
      <div className={styles.field}>
        <SearchField
          label="Find in this call"
          field={field}
          value={find.words}
          onChange={find.search}
          onKeyDown={onKeyDown}
        />
      </div>
      <span className={styles.count} role="status">
        {countText(find)}
      </span>
      <IconButton icon="chevron-up" label="Previous match" keys="Shift+Enter" onClick={() => find.step(-1)} />
      <IconButton icon="chevron-down" label="Next match" keys="Enter" onClick={() => find.step(1)} />
      <IconButton icon="close" label="Close the search" keys="Escape" onClick={find.close} />
    </search>
  )
}

function countText({ words, finding, at, isReading, failed }: Find): string {
  if (words === '') return ''
  if (isReading) return 'Reading large blocks…'
  const missed = failed > 0 ? `; ${formatCount(failed)} blocks could not be read` : ''
  const total = finding?.hits.matches.length ?? 0
  if (total === 0) return `Not in this call${missed}`
  return `${formatCount(at)} of ${formatCount(total)}${finding?.hits.isCapped ? ' or more' : ''}${missed}`
}
