import { useEffect, useId, useState } from 'react'
import type { IgnoreRule } from '#contract/ignore-rules.ts'
import { toVisible } from '../../format/visible-text.ts'
import { IconButton } from '../../widgets/button.tsx'
import styles from './ignore-rules.module.css'
import { patternProblem } from './pattern-problem.ts'

interface IgnoreRuleRowProps {
  readonly rule: IgnoreRule
  readonly count: string
  readonly onChange: (rule: IgnoreRule) => void
  readonly onRemove: () => void
}

/** A rule: on or off, and its expression, kept when the field is left or with Enter. */
export function IgnoreRuleRow({ rule, count, onChange, onRemove }: IgnoreRuleRowProps) {
  const [pattern, setPattern] = useState(rule.pattern)
  useEffect(() => setPattern(rule.pattern), [rule.pattern])
  const problem = patternProblem(pattern)
  const problemId = useId()

  function keep(): void {
    if (problem === undefined && pattern !== rule.pattern) onChange({ ...rule, pattern })
  }

  return (
    <li className={styles.rule}>
      <label className={styles.name}>
        <input
          type="checkbox"
          checked={rule.isOn}
          onChange={event => onChange({ ...rule, isOn: event.target.checked })}
        />
        {toVisible(rule.name)}
      </label>
      <input
        className={styles.input}
        aria-label={`Expression of ${rule.name}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        value={pattern}
        maxLength={500}
        spellCheck={false}
        onChange={event => setPattern(event.target.value)}
        onBlur={keep}
        onKeyDown={event => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') {
            event.preventDefault()
            setPattern(rule.pattern)
            event.currentTarget.blur()
          }
        }}
      />
      <span className={styles.count}>{count}</span>
      <IconButton icon="trash" label={`Remove ${rule.name}`} onClick={onRemove} />
      {problem !== undefined && (
        <p id={problemId} className={styles.problem} role="alert">
          {problem} Escape brings the last one back.
        </p>
      )}
    </li>
  )
}
