import type { KeyboardEvent } from 'react'
import { changeRunsTable, FIRST_VIEW, useRunsTableView } from '../../state/runs-table-view.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { type Column, listColumns, moveColumn, toggleColumn } from './column-layout.ts'
import styles from './menus.module.css'

/** Which columns there are, and in what order. */
export function ColumnsMenu() {
  return (
    <Popover label="Columns" icon="columns">
      {() => <ColumnList />}
    </Popover>
  )
}

function ColumnList() {
  const view = useRunsTableView()
  const columns = listColumns(view)
  const { columns: order, hidden, widths } = FIRST_VIEW
  return (
    <>
      <h2 className={styles.title}>Columns</h2>
      <ol>
        {columns.map((column, index) => (
          <ColumnItem
            key={column.id}
            column={column}
            isFirst={index === 0}
            isLast={index === columns.length - 1}
          />
        ))}
      </ol>
      <p className={styles.hint}>Alt ↑ and Alt ↓ move a column; its edge in the table makes it wider.</p>
      <Button onClick={() => changeRunsTable({ columns: order, hidden, widths })}>
        As they were at first
      </Button>
    </>
  )
}

interface ColumnItemProps {
  readonly column: Column
  readonly isFirst: boolean
  readonly isLast: boolean
}

function ColumnItem({ column: { id, name, isHidden }, isFirst, isLast }: ColumnItemProps) {
  const move = (step: 1 | -1) => changeRunsTable(moveColumn(useRunsTableView.getState(), id, step))

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    if (step === undefined || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    move(step)
  }

  return (
    <li className={styles.item} onKeyDown={onKeyDown}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={!isHidden}
          disabled={id === 'name'}
          onChange={() => changeRunsTable(toggleColumn(useRunsTableView.getState(), id))}
        />
        {name}
      </label>
      <IconButton icon="arrow-up" label={`Move ${name} up`} disabled={isFirst} onClick={() => move(-1)} />
      <IconButton icon="arrow-down" label={`Move ${name} down`} disabled={isLast} onClick={() => move(1)} />
    </li>
  )
}
