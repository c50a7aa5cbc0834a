import { useEffect } from 'react'
import type { ComparePlace } from '../../state/location.ts'
import styles from './compare.module.css'

/** Two runs side by side: where they parted, why, and what else differs. */
export function Compare({ place }: { readonly place: ComparePlace }) {
  useEffect(() => {
    document.title = 'Compare – Runback'
  }, [])

  return (
    <main className={styles.panel} aria-label="Compare" data-left={place.left} data-right={place.right}>
      <h1 className={styles.title}>Compare</h1>
    </main>
  )
}
