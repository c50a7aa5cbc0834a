import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import type { FilterProblem } from '#contract/filter/filter.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import styles from './filter-field.module.css'
import { FilterMirror } from './filter-mirror.tsx'
import { Icon } from './icon.tsx'
import { joinClasses } from './join-classes.ts'
import { Kbd } from './kbd.tsx'
import { type FilterKnowledge, type Suggestion, suggestFilter, takeSuggestion } from './suggest-filter.ts'
import { SuggestionList } from './suggestion-list.tsx'
import { stepActive, tellableProblems } from './type-ahead.ts'

interface FilterFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly knowledge: FilterKnowledge
  readonly keys?: string
  readonly field?: Ref<HTMLInputElement>
  /** Enter, where there is nothing to choose and nothing to mend. */
  readonly onDone?: () => void
}

/** A field for a filter: it offers names, operators and values while the reader types, and says what it cannot read. */
export function FilterField({ label, value, onChange, knowledge, keys, field, onDone }: FilterFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(field, () => input.current as HTMLInputElement, [])
  const id = useId()
  const [caret, setCaret] = useState<number>()
  const [active, setActive] = useState(-1)
  const [isDismissed, setDismissed] = useState(false)
  const [scrollLeft, setScrollLeft] = useState(0)
  const parsed = parseFilter(value, knowledge.fields, Date.now())
  const problems = tellableProblems(parsed.problems, value, caret)
  const [problem] = problems
  const suggestions = caret === undefined || isDismissed ? [] : suggestFilter(value, caret, knowledge)

  function change(next: string, nextCaret: number): void {
    setActive(-1)
    setDismissed(false)
    setCaret(nextCaret)
    onChange(next)
  }

  function take(suggestion: Suggestion | undefined): void {
    if (suggestion === undefined) return
    const taken = takeSuggestion(value, suggestion)
    change(taken.text, taken.caret)
    // The caret is where the text says only once the text is in the field.
    requestAnimationFrame(() => input.current?.setSelectionRange(taken.caret, taken.caret))
  }

  function mend({ suggestion }: FilterProblem): void {
    if (suggestion === null) return
    input.current?.focus()
    change(suggestion, suggestion.length)
  }

  function leaveByEscape(): void {
    setActive(-1)
    setDismissed(true)
    if (suggestions.length > 0 && value !== '') return
    if (value === '') input.current?.blur()
    else onChange('')
  }

  function onEnter(): void {
    if (active >= 0) take(suggestions[active])
    else if (problem?.suggestion) mend(problem)
    else {
      setDismissed(true)
      onDone?.()
    }
  }

  function actionOf({ key, shiftKey }: KeyboardEvent): (() => void) | undefined {
    switch (key) {
      case 'ArrowDown':
        if (isDismissed) return () => setDismissed(false)
        return () => setActive(stepActive(active, 1, suggestions.length))
      case 'ArrowUp':
        return () => setActive(stepActive(active, -1, suggestions.length))
      case 'Enter':
        return onEnter
      case 'Escape':
        return leaveByEscape
      case 'Tab': {
        const isTaking = active >= 0 || (suggestions.length > 0 && isTyping(value, caret))
        return isTaking && !shiftKey ? () => take(suggestions[Math.max(0, active)]) : undefined
      }
      default:
        return undefined
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const action = actionOf(event)
    if (action === undefined) return
    event.preventDefault()
    action()
  }

  return (
    <div className={styles.anchor}>
      <label className={joinClasses(styles.frame, problem && styles.wrong)}>
        <Icon name="search" size={14} />
        <span className={styles.box}>
          <FilterMirror text={value} problems={problems} scrollLeft={scrollLeft} />
          <input
            ref={input}
            className={styles.input}
            type="text"
            role="combobox"
            aria-label={label}
            placeholder={label}
            aria-autocomplete="list"
            aria-expanded={suggestions.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : `${id}-problem`}
            value={value}
            spellCheck={false}
            autoComplete="off"
            onChange={event =>
              change(event.target.value, event.target.selectionStart ?? event.target.value.length)
            }
            onSelect={event => setCaret(event.currentTarget.selectionStart ?? undefined)}
            onFocus={() => setDismissed(false)}
            onBlur={() => {
              setCaret(undefined)
              setActive(-1)
            }}
            onScroll={event => setScrollLeft(event.currentTarget.scrollLeft)}
            onKeyDown={onKeyDown}
          />
        </span>
        {keys !== undefined && value === '' && <Kbd keys={keys} />}
      </label>
      <div className={styles.popup} hidden={problem === undefined && suggestions.length === 0}>
        {problem !== undefined && (
          <div className={styles.problem} id={`${id}-problem`} role="status">
            <span>{problem.message}</span>
            {problem.suggestion !== null && (
              <button type="button" className={styles.mend} onClick={() => mend(problem)}>
                Use <code>{problem.suggestion}</code> <Kbd keys="Enter" />
              </button>
            )}
          </div>
        )}
        <SuggestionList id={id} suggestions={suggestions} active={active} onTake={take} />
      </div>
    </div>
  )
}

/** Something stands before the caret that a suggestion goes on with. */
function isTyping(text: string, caret: number | undefined): boolean {
  return caret !== undefined && /\S$/.test(text.slice(0, caret))
}
