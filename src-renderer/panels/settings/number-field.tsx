import { useState } from 'react'
import styles from './settings.module.css'

interface NumberFieldProps {
  readonly label: string
  readonly unit: string
  readonly value: number | null
  readonly min: number
  readonly max: number
  readonly onChange: (value: number | null) => void
}

/** A number, or nothing for no limit. Takes effect on Enter or when left. */
export function NumberField({ label, unit, value, min, max, onChange }: NumberFieldProps) {
  const shown = value === null ? '' : String(value)
  const [text, setText] = useState(shown)
  const isValid = text === '' || (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max)

  function finish(): void {
    if (!isValid) setText(shown)
    else if (text !== shown) onChange(text === '' ? null : Number(text))
  }

  return (
    <span className={styles.amount}>
      <input
        className={styles.port}
        type="text"
        inputMode="numeric"
        aria-label={label}
        aria-invalid={!isValid}
        placeholder="no limit"
        value={text}
        onChange={event => setText(event.target.value.trim())}
        onBlur={finish}
        onKeyDown={event => event.key === 'Enter' && finish()}
      />
      <span className={styles.unit}>{unit}</span>
    </span>
  )
}
