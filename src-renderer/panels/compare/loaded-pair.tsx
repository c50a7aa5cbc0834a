import { useEffect, useMemo, useState } from 'react'
import type { RunDiff } from '#contract/diff.ts'
import type { RunSummary } from '#contract/run.ts'
import { type ComparePlace, showInstead } from '../../state/location.ts'
import { SplitPane } from '../../widgets/split-pane.tsx'
import styles from './compare.module.css'
import { Detail, type DetailTab } from './detail.tsx'
import { findChange, hidersOf, listItems } from './list-items.ts'
import { PairHeader } from './pair-header.tsx'
import { RunDialog } from './run-dialog.tsx'
import { Steps } from './steps.tsx'
import { useCompareKeys } from './use-compare-keys.ts'

interface LoadedPairProps {
  readonly diff: RunDiff
  readonly row: number | undefined
  readonly isStrict: boolean
  readonly onStrict: (isStrict: boolean) => void
}

export function LoadedPair({ diff, row, isStrict, onStrict }: LoadedPairProps) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [activeId, setActiveId] = useState(row === undefined ? undefined : `row-${row}`)
  const [tab, setTab] = useState<DetailTab>(row === undefined ? 'totals' : 'step')
  const [choosing, setChoosing] = useState<'A' | 'B'>()
  const items = useMemo(() => listItems(diff, turned), [diff, turned])
  const selected = row !== undefined && row < diff.rows.length ? row : undefined
  const place: ComparePlace = { view: 'compare', left: diff.left.runId, right: diff.right.runId }

  function turn(id: string): void {
    const next = new Set(turned)
    if (!next.delete(id)) next.add(id)
    setTurned(next)
  }

  /** Selects a row and opens what hides it, which may be a stretch within a loop. */
  function select(index: number): void {
    let open = turned
    for (let depth = 0; depth < 2; depth += 1) {
      const hiders = hidersOf(listItems(diff, open), index)
      if (hiders.length > 0) open = open.symmetricDifference(new Set(hiders))
    }
    setTurned(open)
    setActiveId(`row-${index}`)
    setTab('step')
    showInstead({ ...place, row: index })
  }

  function move(to: number): void {
    const item = items[Math.max(0, Math.min(items.length - 1, to))]
    if (item === undefined) return
    if (item.type === 'row') select(item.index)
    else setActiveId(item.id)
  }

  function act(id: string | undefined): void {
    const item = items.find(each => each.id === id)
    if (item === undefined) return
    if (item.type === 'row') document.querySelector<HTMLElement>('[data-compare-detail]')?.focus()
    else turn(item.id)
  }

  function choose({ runId }: RunSummary): void {
    showInstead({ ...place, ...(choosing === 'A' ? { left: runId } : { right: runId }) })
  }

  // A link to a row hidden in a fold opens the fold.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, for the row the link names
  useEffect(() => {
    if (selected !== undefined) select(selected)
  }, [])

  const activeIndex = items.findIndex(item => item.id === activeId)
  const from = selected ?? undefined
  useCompareKeys({
    diff,
    selected,
    move: step => move(activeIndex === -1 && step < 0 ? 0 : activeIndex + step),
    moveTo: end => move(end === 'first' ? 0 : items.length - 1),
    act: () => act(activeId),
    select,
    jump: step => {
      const next = findChange(diff.rows, from, step)
      if (next !== undefined) select(next)
    },
    showTab: setTab,
    choose: setChoosing,
  })

  return (
    <main className={styles.panel} aria-label="Compare">
      <PairHeader diff={diff} onChoose={setChoosing} onSelect={select} />
      <SplitPane
        label="Width of the details"
        name="compare"
        defaultPercent={56}
        left={<Steps diff={diff} items={items} activeId={activeId} onSelect={select} onTurn={turn} />}
        right={
          <Detail
            diff={diff}
            row={selected}
            tab={tab}
            onTab={setTab}
            onSelect={select}
            isStrict={isStrict}
            onStrict={onStrict}
          />
        }
      />
      {choosing !== undefined && (
        <RunDialog
          key={choosing}
          label={`Run ${choosing}`}
          without={choosing === 'A' ? diff.right.runId : diff.left.runId}
          onChoose={choose}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </main>
  )
}
