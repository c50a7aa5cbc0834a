import { type FormEvent, useState } from 'react'
import type { RedactionRule } from '#contract/redaction.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './redaction.module.css'

interface AddRuleProps {
  readonly onAdd: (rule: RedactionRule) => void
  readonly isTaken: (name: string) => boolean
}

export function AddRule({ onAdd, isTaken }: AddRuleProps) {
  const [name, setName] = useState('')
  const [pattern, setPattern] = useState('')
  const isReady = /^[\w.-]{1,40}$/.test(name) && !isTaken(name) && pattern !== ''

  function add(event: FormEvent): void {
    event.preventDefault()
    if (!isReady) return
    const replacement = '[redacted:{name}:{digest}]'
    onAdd({ kind: 'pattern', name, pattern, ignoreCase: false, enabled: false, replacement })
    setName('')
    setPattern('')
  }

  return (
    <form className={styles.add} onSubmit={add}>
      <input
        className={styles.input}
        aria-label="Name of the rule"
        placeholder="ticket"
        aria-invalid={name !== '' && isTaken(name)}
        value={name}
        onChange={event => setName(event.target.value.trim())}
      />
      <input
        className={styles.input}
        aria-label="Pattern of the rule"
        placeholder="ACME-\d+"
        spellCheck={false}
        value={pattern}
        onChange={event => setPattern(event.target.value)}
      />
      <Button type="submit" disabled={!isReady}>
        Add rule
      </Button>
    </form>
  )
}
