import { useRef, useState } from 'react'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { goTo } from '../../state/location.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import styles from './compare.module.css'
import { LoadedPair } from './loaded-pair.tsx'

interface ComparePairProps {
  readonly left: string
  readonly right: string
  readonly row: number | undefined
}

export function ComparePair({ left, right, row }: ComparePairProps) {
  const [isStrict, setStrict] = useState(false)
  const { value, error } = useOperation('diff', { left, right, ...(isStrict ? { rules: [] } : {}) })
  // By other rules the runs are compared anew; until then the reader keeps what is there, and the place in it.
  const latest = useRef(value)
  latest.current = value ?? latest.current
  if (latest.current !== undefined) {
    return <LoadedPair diff={latest.current} row={row} isStrict={isStrict} onStrict={setStrict} />
  }
  return (
    <main className={styles.panel} aria-label="Compare" aria-busy={error === undefined}>
      {error === undefined ? (
        <p className={styles.waiting} role="status">
          Comparing…
        </p>
      ) : (
        <Notice icon="warning" title={describeFailure(error)}>
          <Button onClick={() => goTo({ view: 'compare', left: undefined, right: undefined })}>
            Choose other runs
          </Button>
        </Notice>
      )}
    </main>
  )
}
