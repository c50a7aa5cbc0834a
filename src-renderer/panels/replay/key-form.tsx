import { type FormEvent, useId, useState } from 'react'
import { keepKey } from '../../actions/replays.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './replay.module.css'

/** Takes a key once, and forgets it as soon as it is kept. */
export function KeyForm({ provider }: { readonly provider: string }) {
  const [key, setKey] = useState('')
  const fieldId = useId()

  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault()
    event.stopPropagation()
    if (await keepKey(provider, key)) setKey('')
  }

  return (
    <form className={styles.key} onSubmit={event => void keep(event)}>
      <label htmlFor={fieldId}>Key of {provider}</label>
      <input
        id={fieldId}
        className={styles.field}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={key}
        onChange={event => setKey(event.target.value)}
      />
      <Button type="submit" disabled={key.trim() === ''}>
        Keep it
      </Button>
    </form>
  )
}
