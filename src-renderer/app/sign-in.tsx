import { type FormEvent, useEffect, useState } from 'react'
import { signIn } from '../api/connect.ts'
import { Button } from '../widgets/button.tsx'
import { CopyButton } from '../widgets/copy-button.tsx'
import { Mark } from './mark.tsx'
import styles from './sign-in.module.css'

/** What a page without a token shows: how to get in, and nothing else. */
export function SignIn() {
  const [token, setToken] = useState('')

  useEffect(() => {
    document.title = 'Runback'
  }, [])

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (token.trim() !== '') void signIn(token.trim())
  }

  return (
    <main className={styles.page} aria-label="Sign in">
      <div className={styles.card}>
        <Mark size={34} />
        <h1 className={styles.title}>Runback needs a fresh link</h1>
        <p className={styles.words}>
          Runback’s links work once, so that nobody else on this machine can read your runs. Get a new one in
          a terminal:
        </p>
        <div className={styles.command}>
          <code>runback open</code>
          <CopyButton isSmall label="Copy the command" read={() => 'runback open'} />
        </div>
        <form className={styles.form} onSubmit={submit}>
          <label className={styles.label} htmlFor="token">
            Or paste what <code>runback token</code> prints
          </label>
          <div className={styles.row}>
            <input
              id="token"
              className={styles.input}
              type="password"
              autoComplete="off"
              value={token}
              onChange={event => setToken(event.target.value)}
            />
            <Button tone="primary" type="submit" disabled={token.trim() === ''}>
              Continue
            </Button>
          </div>
        </form>
      </div>
    </main>
  )
}
