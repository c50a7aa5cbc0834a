import { useEffect } from 'react'
import { connect } from '../api/connect.ts'
import { useConnection } from '../api/connection.ts'
import { listenForKeys } from '../keys/use-keys.ts'
import { startClock } from '../state/clock.ts'
import { followHistory } from '../state/location.ts'
import { Shell } from './shell.tsx'
import { SignIn } from './sign-in.tsx'

export function App() {
  const connection = useConnection()

  useEffect(() => {
    const stopClock = startClock()
    const stopKeys = listenForKeys()
    let stopHistory: (() => void) | undefined
    void connect().then(() => {
      stopHistory = followHistory()
    })
    return () => {
      stopClock()
      stopKeys()
      stopHistory?.()
    }
  }, [])

  if (connection === 'connecting') return null
  if (connection === 'signed-out') return <SignIn />
  return <Shell isLost={connection === 'lost'} />
}
