import { useId, useState } from 'react'
import type { ModelChoice } from '#contract/replay.ts'
import { useOperation } from '../../api/use-operation.ts'
import { recentModels } from '../../state/recent-models.ts'
import { Button } from '../../widgets/button.tsx'
import type { Draft } from './draft.ts'
import styles from './replay.module.css'

interface ModelFieldsProps {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}

/** Which model, and who serves it. Servers on this machine are asked when somebody wants to know, and not before. */
export function ModelFields({ draft, onChange }: ModelFieldsProps) {
  const [asksServers, setAsksServers] = useState(false)
  const known = useOperation('models.list', { ask: asksServers }).value
  const [recent] = useState(recentModels)
  const listId = useId()
  const models = (known?.models ?? []).filter(choice => fits(choice, draft.provider))
  const providers = [...new Set((known?.models ?? []).map(({ provider }) => provider))]
  const answering = known?.servers.filter(({ state }) => state === 'answers') ?? []
  return (
    <>
      <div className={styles.row}>
        <label className={styles.wide}>
          <span className={styles.label}>Model</span>
          <input
            className={styles.field}
            list={`${listId}-models`}
            placeholder="As recorded"
            spellCheck={false}
            value={draft.model}
            onChange={event => onChange({ model: event.target.value })}
          />
        </label>
        <label>
          <span className={styles.label}>Provider</span>
          <input
            className={styles.field}
            list={`${listId}-providers`}
            placeholder="By the model"
            spellCheck={false}
            value={draft.provider}
            onChange={event => onChange({ provider: event.target.value })}
          />
        </label>
        <datalist id={`${listId}-models`}>
          {models.map(({ provider, model }) => (
            <option key={`${provider} ${model}`} value={model} label={provider} />
          ))}
        </datalist>
        <datalist id={`${listId}-providers`}>
          {providers.map(provider => (
            <option key={provider} value={provider} />
          ))}
        </datalist>
      </div>
      <div className={styles.offers}>
        {recent.map(({ provider, model }) => (
          <Button key={`${provider} ${model}`} tone="quiet" onClick={() => onChange({ provider, model })}>
            {provider === '' ? model : `${model} · ${provider}`}
          </Button>
        ))}
        {answering.flatMap(({ provider }) =>
          models
            .filter(choice => choice.provider === provider)
            .map(({ model }) => (
              <Button key={`${provider} ${model}`} tone="quiet" onClick={() => onChange({ provider, model })}>
                {model} · {provider}
              </Button>
            )),
        )}
        <Button tone="quiet" icon="search" onClick={() => setAsksServers(true)}>
          {asksServers && known !== undefined && answering.length === 0
            ? 'No model server answers here'
            : 'Look for models on this machine'}
        </Button>
      </div>
    </>
  )
}

function fits({ provider, hasKey }: ModelChoice, wanted: string): boolean {
  return wanted === '' ? hasKey : provider === wanted
}
