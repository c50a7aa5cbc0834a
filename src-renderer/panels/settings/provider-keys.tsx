import { useState } from 'react'
import { forgetKey, keepKey } from '../../actions/replays.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button } from '../../widgets/button.tsx'
import { Setting } from './group.tsx'
import styles from './provider-keys.module.css'

/** The keys that replays may use, and everything that went out with them. */
export function ProviderKeys() {
  const keys = useOperation('keys.list', {}).value?.keys ?? []
  const connections = useOperation('outbound.list', {}).value?.connections
  const [provider, setProvider] = useState('')
  const [key, setKey] = useState('')

  async function keep(): Promise<void> {
    if (!(await keepKey(provider, key))) return
    setProvider('')
    setKey('')
  }

  return (
    <>
      {keys.map(each => (
        <Setting
          key={`${each.provider} ${each.keptIn}`}
          name={`${toVisible(each.provider)} ${each.lastFour === '' ? '' : `…${toVisible(each.lastFour)}`}`}
          sentence={`Sent to ${toVisible(each.origin)} and nowhere else. ${toVisible(each.about)}`}
        >
          {each.keptIn !== 'environment' && (
            <Button
              aria-label={`Forget the key of ${each.provider}`}
              onClick={() => void forgetKey(each.provider)}
            >
              Forget
            </Button>
          )}
        </Setting>
      ))}
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault()
          void keep()
        }}
      >
        <input
          className={styles.field}
          aria-label="Provider of the key"
          placeholder="openai"
          spellCheck={false}
          value={provider}
          onChange={event => setProvider(event.target.value)}
        />
        <input
          className={styles.field}
          aria-label="Key of the provider"
          placeholder="Key"
          type="password"
          autoComplete="off"
          value={key}
          onChange={event => setKey(event.target.value)}
        />
        <Button type="submit" disabled={provider.trim() === '' || key.trim() === ''}>
          Keep
        </Button>
      </form>
      {connections !== undefined && (
        <p className={styles.connections}>
          {connections.length === 0
            ? 'Runback has opened no connection since it started.'
            : `Runback opened ${formatNumberOf(connections.length, 'connection')} since it started. The last: ${lastOf(connections)}.`}
        </p>
      )}
    </>
  )
}

function lastOf(
  connections: readonly { readonly host: string; readonly port: number; readonly why: string }[],
): string {
  const last = connections.at(-1)
  return last === undefined ? '' : toVisible(`${last.host}:${last.port}, ${last.why}`)
}
