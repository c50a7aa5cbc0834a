// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
import { type MouseEvent, memo } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { toVisible } from '../../format/visible-text.ts'
import { joinClasses } from '../../widgets/join-classes.ts'
import type { Column } from './column-layout.ts'
import { runCells } from './run-cells.tsx'
import styles from './runs-table.module.css'

interface RunRowProps {
  readonly run: RunSummary
  readonly index: number
  readonly topPx: number
  readonly columns: readonly Column[]
  readonly template: string
  readonly isCurrent: boolean
  readonly isChosen: boolean
  readonly onOpen: (runId: string) => void
  readonly onChoose: (runId: string, isRange: boolean) => void
}

/** Drawn anew only when something about it is another: scrolling fifty thousand draws some twenty. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, index, topPx, columns, template, isCurrent, isChosen, onOpen, onChoose } = props

  function onClick({ shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    if (shiftKey || ctrlKey || metaKey) onChoose(run.runId, shiftKey)
    else onOpen(run.runId)
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the current row
    <div
      id={`run-${run.runId}`}
      className={joinClasses(styles.row, styles.cells)}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-current={isCurrent ? 'true' : undefined}
      data-chosen={isChosen || undefined}
      style={{ transform: `translateY(${topPx}px)`, gridTemplateColumns: template }}
      onMouseDown={event => event.shiftKey && event.preventDefault()}
      onClick={onClick}
    >
      <div role="cell" className={joinClasses(styles.cell, styles.choice)}>
        <input
          type="checkbox"
          checked={isChosen}
          tabIndex={-1}
          aria-label={`Choose ${toVisible(run.name)}`}
          onChange={() => undefined}
          onClick={event => {
            event.stopPropagation()
            onChoose(run.runId, event.shiftKey)
          }}
        />
      </div>
      {columns.map(({ id, isNumber }) => (
        <div key={id} role="cell" className={joinClasses(styles.cell, isNumber && styles.number, styles[id])}>
          {runCells[id](run)}
        </div>
      ))}
    </div>
  )
})
