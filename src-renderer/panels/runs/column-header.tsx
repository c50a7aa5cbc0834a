// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the header holds a button
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { Direction } from '#contract/run-order.ts'
import { changeRunsTable, useRunsTableView } from '../../state/runs-table-view.ts'
import { Icon } from '../../widgets/icon.tsx'
import { joinClasses } from '../../widgets/join-classes.ts'
import { type Column, NARROWEST_PX, resetWidth, resizeColumn, sortBy } from './column-layout.ts'
import styles from './runs-table.module.css'

interface ColumnHeaderProps {
  readonly column: Column
  readonly sorted: Direction | undefined
}

const NAMELESS = ['status', 'star']

/** A click orders the whole list by it; its right edge is dragged, or moved with the arrow keys. */
export function ColumnHeader({ column, sorted }: ColumnHeaderProps) {
  const { id, name, isNumber } = column
  return (
    <div
      role="columnheader"
      aria-label={name}
      aria-sort={sorted ?? 'none'}
      className={joinClasses(styles.cell, styles.head, isNumber && styles.number, styles[id])}
    >
      <button
        type="button"
        className={styles.sort}
        aria-label={name}
        data-tip={`Order by ${name.toLowerCase()}`}
        onClick={() => changeRunsTable(sortBy(useRunsTableView.getState(), column))}
      >
        {NAMELESS.includes(id) ? '' : name}
        {NAMELESS.includes(id) && sorted === undefined && (
          <Icon name={id === 'star' ? 'star' : 'kind-custom'} size={11} />
        )}
        {sorted !== undefined && (
          <span className={styles.arrow} data-direction={sorted}>
            <Icon name="chevron-down" size={11} />
          </span>
        )}
      </button>
      <ResizeHandle column={column} />
    </div>
  )
}

const STEPS_PX: Readonly<Record<string, number>> = { ArrowLeft: -8, ArrowRight: 8 }

function ResizeHandle({ column }: { readonly column: Column }) {
  const { id, name, widthPx } = column
  const grip = useRef({ x: 0, widthPx: 0 })
  const resize = (nextPx: number) => changeRunsTable(resizeColumn(useRunsTableView.getState(), id, nextPx))

  function onPointerDown(event: PointerEvent): void {
    // The width on screen, for a column may have taken what was left over.
    const shownPx = event.currentTarget.parentElement?.getBoundingClientRect().width ?? widthPx
    grip.current = { x: event.clientX, widthPx: shownPx }
    event.currentTarget.setPointerCapture(event.pointerId)
  }

  function onPointerMove(event: PointerEvent): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    resize(grip.current.widthPx + event.clientX - grip.current.x)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const stepPx = STEPS_PX[event.key]
    if (stepPx === undefined) return
    event.preventDefault()
    event.stopPropagation()
    resize(widthPx + stepPx * (event.shiftKey ? 5 : 1))
  }

  return (
    <div
      className={styles.handle}
      role="separator"
      tabIndex={0}
      aria-label={`Width of ${name}`}
      aria-orientation="vertical"
      aria-valuenow={widthPx}
      aria-valuemin={NARROWEST_PX}
      aria-valuemax={800}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => changeRunsTable(resetWidth(useRunsTableView.getState(), id))}
      onKeyDown={onKeyDown}
    />
  )
}
