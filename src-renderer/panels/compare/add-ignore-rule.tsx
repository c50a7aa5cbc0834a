import { useState } from 'react'
import type { IgnoreRule } from '#contract/ignore-rules.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './ignore-rules.module.css'
import { patternProblem } from './pattern-problem.ts'

interface AddIgnoreRuleProps {
  readonly isTaken: (name: string) => boolean
  readonly onAdd: (rule: IgnoreRule) => void
}

export function AddIgnoreRule({ isTaken, onAdd }: AddIgnoreRuleProps) {
  const [name, setName] = useState('')
  const [pattern, setPattern] = useState('')
  const problem = isTaken(name.trim())
    ? `There is a rule “${name.trim()}” already.`
    : pattern === ''
      ? undefined
      : patternProblem(pattern)
  const isComplete = name.trim() !== '' && pattern !== '' && problem === undefined

  return (
    <form
      className={styles.add}
      onSubmit={event => {
        event.preventDefault()
        if (!isComplete) return
        onAdd({ name: name.trim(), pattern, isOn: true })
        setName('')
        setPattern('')
      }}
    >
      <input
        className={styles.input}
        aria-label="Name of another rule"
        placeholder="Name"
        value={name}
        maxLength={60}
        onChange={event => setName(event.target.value)}
      />
      <input
        className={styles.input}
        aria-label="Expression of another rule"
        placeholder="Regular expression, such as ticket-\d+"
        aria-invalid={problem !== undefined}
        value={pattern}
        maxLength={500}
        spellCheck={false}
        onChange={event => setPattern(event.target.value)}
      />
      <Button type="submit" disabled={!isComplete}>
        Ignore this too
      </Button>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
