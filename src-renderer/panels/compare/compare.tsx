import { useEffect } from 'react'
import type { ComparePlace } from '../../state/location.ts'
import { ChooseRuns } from './choose-runs.tsx'
import { ComparePair } from './compare-pair.tsx'
import { CompareSeveral } from './compare-several.tsx'

/** Two runs side by side: where they parted, why, and what else differs. */
export function Compare({ place }: { readonly place: ComparePlace }) {
  const { left, right, others = [], row } = place
  useEffect(() => {
    document.title = 'Compare – Runback'
  }, [])

  if (left === undefined || right === undefined) return <ChooseRuns place={place} />
  if (others.length > 0) return <CompareSeveral runIds={[left, right, ...others]} />
  return <ComparePair key={`${left} ${right}`} left={left} right={right} row={row} />
}
