// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the field, which names the lit option
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field has the keys
import { useEffect, useRef } from 'react'
import styles from './filter-field.module.css'
import { SafeText } from './safe-text.tsx'
import type { Suggestion } from './suggest-filter.ts'

interface SuggestionListProps {
  readonly id: string
  readonly suggestions: readonly Suggestion[]
  readonly active: number
  readonly onTake: (suggestion: Suggestion) => void
}

/** The list below a field, lit by the arrow keys of that field. */
export function SuggestionList({ id, suggestions, active, onTake }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  return (
    <div
      ref={list}
      id={`${id}-list`}
      className={styles.list}
      role="listbox"
      aria-label="Suggestions"
      hidden={suggestions.length === 0}
    >
      {suggestions.map((suggestion, index) => (
        <div
          key={`${suggestion.insert} ${suggestion.detail}`}
          id={`${id}-${index}`}
          className={styles.option}
          role="option"
          aria-selected={index === active}
          // The field keeps the focus.
          onMouseDown={event => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span className={styles.optionLabel}>
            <SafeText text={suggestion.label} />
          </span>
          <span className={styles.optionDetail}>{suggestion.detail}</span>
        </div>
      ))}
    </div>
  )
}
