import { useEffect, useState } from 'react'
import type { RedactionRule } from '#contract/redaction.ts'
import { changeSettings } from '../../actions/change-settings.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { AddRule } from './add-rule.tsx'
import { Switch } from './group.tsx'
import styles from './redaction.module.css'
import { RedactionTrial } from './redaction-trial.tsx'

/** Rules with what each would find in the runs that came last, so that nobody turns one on blindly. */
export function Redaction({ rules: stored }: { readonly rules: readonly RedactionRule[] }) {
  const [rules, setRules] = useState(stored)
  useEffect(() => setRules(stored), [stored])
  const [isTried, setTried] = useState(false)
  const preview = useOperation('redaction.preview', isTried ? { rules: [...rules] } : undefined)

  /** Shown at once, so that a second change does not undo the first; taken back when it is refused. */
  async function change(redactionRules: RedactionRule[]): Promise<void> {
    setRules(redactionRules)
    const isChanged = await changeSettings({ redactionRules })
    if (!isChanged) setRules(stored)
  }

  return (
    <>
      <p className={styles.sentence}>
        What a rule finds is replaced before it is stored or made searchable. Equal findings have equal
        replacements; what they were cannot be told from them. What is stored already stays as it is.
      </p>
      <ul className={styles.rules}>
        {rules.map(rule => (
          <li key={rule.name} className={styles.rule}>
            <Switch
              label={`Rule ${rule.name}`}
              isOn={rule.enabled}
              onChange={enabled =>
                void change(rules.map(each => (each === rule ? { ...rule, enabled } : each)))
              }
            />
            <span className={styles.name}>{toVisible(rule.name)}</span>
            <code className={styles.what}>{toVisible(describeRule(rule))}</code>
            <span className={styles.count}>
              {foundText(preview.value?.rules.find(({ name }) => name === rule.name)?.count)}
            </span>
            {rule.kind === 'pattern' && (
              <IconButton
                icon="trash"
                label={`Remove ${rule.name}`}
                onClick={() => void change(rules.filter(each => each !== rule))}
              />
            )}
          </li>
        ))}
      </ul>
      <AddRule
        onAdd={rule => void change([...rules, rule])}
        isTaken={name => rules.some(rule => rule.name === name)}
      />
      <div className={styles.actions}>
        <Button onClick={() => setTried(true)} disabled={isTried && preview.isReading}>
          Look through the last runs
        </Button>
        {preview.value !== undefined && (
          <span className={styles.count}>
            {formatCount(preview.value.spans)} spans looked through; nothing was changed
          </span>
        )}
      </div>
      <RedactionTrial rules={rules} />
    </>
  )
}

function describeRule(rule: RedactionRule): string {
  switch (rule.kind) {
    case 'detector':
      return 'built in'
    case 'pattern':
      return rule.pattern
    case 'keys':
      return rule.keys.join(', ')
  }
}

function foundText(count: number | undefined): string {
  if (count === undefined) return ''
  return count === 0 ? 'nothing found' : `${formatCount(count)} found`
}
