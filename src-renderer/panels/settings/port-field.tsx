import { useState } from 'react'
import styles from './settings.module.css'

interface PortFieldProps {
  readonly label: string
  readonly port: number
  readonly onChange: (port: number) => void
}

/** Takes effect on Enter or when left, and only as a port. */
export function PortField({ label, port, onChange }: PortFieldProps) {
  const [text, setText] = useState(String(port))
  const isPort = /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535

  function finish(): void {
    if (!isPort) setText(String(port))
    else if (Number(text) !== port) onChange(Number(text))
  }

  return (
    <input
      className={styles.port}
      type="text"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={!isPort}
      value={text}
      onChange={event => setText(event.target.value.trim())}
      onBlur={finish}
      onKeyDown={event => event.key === 'Enter' && finish()}
    />
  )
}
