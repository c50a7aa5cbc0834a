import type { Draft } from './draft.ts'
import styles from './replay.module.css'

interface MoreFieldsProps {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}

const NUMBERS = [
  { name: 'temperature', label: 'Temperature', placeholder: 'As recorded' },
  { name: 'maxTokens', label: 'Tokens of an answer', placeholder: 'As recorded' },
  { name: 'budget', label: 'Budget in dollars', placeholder: 'None' },
] as const

/** What else may be different. */
export function MoreFields({ draft, onChange }: MoreFieldsProps) {
  return (
    <>
      <div className={styles.row}>
        {NUMBERS.map(({ name, label, placeholder }) => (
          <label key={name}>
            <span className={styles.label}>{label}</span>
            <input
              className={styles.field}
              inputMode="decimal"
              placeholder={placeholder}
              value={draft[name]}
              onChange={event => onChange({ [name]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <details className={styles.system}>
        <summary>Another system prompt</summary>
        <textarea
          className={styles.field}
          aria-label="System prompt"
          rows={4}
          placeholder="As recorded"
          value={draft.system ?? ''}
          onChange={event => onChange({ system: event.target.value === '' ? null : event.target.value })}
        />
      </details>
    </>
  )
}
