import { useEffect, useState } from 'react'
import type { RunDiff } from '#contract/diff.ts'
import type { IgnoreRule } from '#contract/ignore-rules.ts'
import { changeSettings } from '../../actions/change-settings.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount } from '../../format/format-count.ts'
import { AddIgnoreRule } from './add-ignore-rule.tsx'
import { IgnoreRuleRow } from './ignore-rule-row.tsx'
import styles from './ignore-rules.module.css'

interface IgnoreRulesProps {
  readonly diff: RunDiff
  readonly isStrict: boolean
  readonly onStrict: (isStrict: boolean) => void
}

/** What a comparison overlooks, with how often it did. A change is saved, and the comparison made anew. */
export function IgnoreRules({ diff, isStrict, onStrict }: IgnoreRulesProps) {
  const stored = useOperation('settings.get', {}).value?.ignoreRules
  const [rules, setRules] = useState<readonly IgnoreRule[]>(stored ?? [])
  useEffect(() => setRules(stored ?? []), [stored])

  /** Shown at once, so that a second change does not undo the first; taken back when it is refused. */
  async function change(ignoreRules: readonly IgnoreRule[]): Promise<void> {
    setRules(ignoreRules)
    const isChanged = await changeSettings({ ignoreRules: [...ignoreRules] })
    if (!isChanged) setRules(stored ?? [])
  }

  return (
    <>
      <p className={styles.sentence}>
        What these expressions find counts as equal in every comparison. The counts are of this one, in texts
        that only one run has.
      </p>
      <label className={styles.strict}>
        <input type="checkbox" checked={isStrict} onChange={event => onStrict(event.target.checked)} />
        Ignore nothing in this comparison
      </label>
      <ul className={styles.rules} aria-label="What is ignored" data-off={isStrict || undefined}>
        {rules.map(rule => (
          <IgnoreRuleRow
            key={rule.name}
            rule={rule}
            count={countText(diff, rule)}
            onChange={changed => void change(rules.map(each => (each === rule ? changed : each)))}
            onRemove={() => void change(rules.filter(each => each !== rule))}
          />
        ))}
      </ul>
      <AddIgnoreRule
        isTaken={name => rules.some(rule => rule.name === name)}
        onAdd={rule => void change([...rules, rule])}
      />
    </>
  )
}

function countText({ ignored }: RunDiff, { name, isOn }: IgnoreRule): string {
  if (!isOn) return 'off'
  const count = ignored.find(each => each.rule === name)?.count ?? 0
  return `×${formatCount(count)}`
}
