import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { RunDiff } from '#contract/diff.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { Notice } from '../../widgets/notice.tsx'
import type { Item } from './list-items.ts'
import { Minimap } from './minimap.tsx'
import { StepItem } from './step-item.tsx'
import styles from './steps.module.css'
import { describeCounts } from './words.ts'

interface StepsProps {
  readonly diff: RunDiff
  readonly items: readonly Item[]
  readonly activeId: string | undefined
  readonly onSelect: (row: number) => void
  readonly onTurn: (id: string) => void
}

const ROW_HEIGHT = 28

/** Both runs in one list: what belongs together stands in one row, so they cannot scroll apart. */
export function Steps({ diff, items, activeId, onSelect, onTurn }: StepsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => items[index]?.id ?? index,
    overscan: 12,
  })
  const activeIndex = items.findIndex(item => item.id === activeId)
  const reveal = useRef((_index: number) => {})
  reveal.current = index => virtualizer.scrollToIndex(index, { align: 'auto' })

  useEffect(() => {
    if (activeId !== undefined && activeIndex !== -1) reveal.current(activeIndex)
  }, [activeId, activeIndex])

  if (items.length === 0) return <Notice icon="compare" title="Neither run has a step to compare" />
  const shown = virtualizer.getVirtualItems()
  return (
    <div className={styles.frame}>
      <div className={styles.list}>
        <div className={styles.head} aria-hidden="true">
          <span />
          <span className={styles.side}>A · {formatNumberOf(diff.leftSteps.length, 'step')}</span>
          <span className={styles.side}>B · {formatNumberOf(diff.rightSteps.length, 'step')}</span>
          <span>What differs</span>
        </div>
        <div
          ref={scroller}
          className={styles.scroller}
          role="treegrid"
          aria-label="Steps of both runs"
          aria-rowcount={items.length}
          aria-description={describeCounts(diff.counts)}
          aria-activedescendant={activeIndex === -1 ? undefined : `compare-${activeId}`}
          tabIndex={0}
        >
          <div className={styles.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
            {shown.map(({ key, index, start }) => {
              const item = items[index]
              if (item === undefined) return null
              return (
                <StepItem
                  key={key}
                  item={item}
                  top={start}
                  rowIndex={index + 1}
                  isActive={item.id === activeId}
                  onSelect={onSelect}
                  onTurn={onTurn}
                />
              )
            })}
          </div>
        </div>
        <p className={styles.counts} role="status">
          {describeCounts(diff.counts)}
        </p>
      </div>
      <Minimap
        rows={diff.rows}
        from={rowOf(items[shown[0]?.index ?? 0])}
        to={rowOf(items[shown.at(-1)?.index ?? 0])}
        onGo={row => reveal.current(nearestItem(items, row))}
      />
    </div>
  )
}

function rowOf(item: Item | undefined): number {
  if (item === undefined) return 0
  return item.type === 'row' ? item.index : item.from
}

function nearestItem(items: readonly Item[], row: number): number {
  const after = items.findIndex(item => rowOf(item) > row)
  return after === -1 ? items.length - 1 : Math.max(0, after - 1)
}
