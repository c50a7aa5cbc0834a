import { memo } from 'react'
import type { SpanSummary } from '#contract/span.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Icon } from '../../widgets/icon.tsx'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import type { Item, RowItem } from './list-items.ts'
import styles from './steps.module.css'
import { Quoted } from './verdict.tsx'
import { describeRow, SIGNS, stepTitle } from './words.ts'

interface StepItemProps {
  readonly item: Item
  readonly top: number
  readonly rowIndex: number
  readonly isActive: boolean
  readonly onSelect: (row: number) => void
  readonly onTurn: (id: string) => void
}

export const StepItem = memo(function StepItem(props: StepItemProps) {
  const { item, top, rowIndex, isActive, onSelect, onTurn } = props
  const isRow = item.type === 'row'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the current row
    // biome-ignore lint/a11y/useSemanticElements: a row of a virtual grid
    <div
      id={`compare-${item.id}`}
      className={styles.row}
      role="row"
      tabIndex={-1}
      aria-rowindex={rowIndex}
      aria-selected={isActive}
      aria-expanded={isRow ? undefined : item.type === 'loop' && item.isOpen}
      data-type={item.type}
      data-change={isRow ? item.row.change : undefined}
      data-consequence={(isRow && item.isConsequence) || undefined}
      data-in-loop={(isRow && item.isInLoop) || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => (isRow ? onSelect(item.index) : onTurn(item.id))}
    >
      {item.type === 'row' && <Row item={item} />}
      {item.type === 'fold' && (
        // biome-ignore lint/a11y/useSemanticElements: a cell of a virtual grid
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
        <span className={styles.fold} role="gridcell" aria-colspan={4}>
          <Icon name="expand-all" size={12} />
          {formatNumberOf(item.count, 'equal step')}
        </span>
      )}
      {item.type === 'loop' && <Loop item={item} />}
    </div>
  )
})

function Row({ item: { row, left, right, mark, isConsequence } }: { readonly item: RowItem }) {
  const what = describeRow(row)
  return (
    <>
      {/* biome-ignore-start lint/a11y/useSemanticElements: cells of a virtual grid */}
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus */}
      <span className={styles.sign} role="gridcell" aria-label={row.change}>
        {SIGNS[row.change]}
      </span>
      <Step span={left} place={row.left} isMissing={row.change === 'added'} />
      <Step span={right} place={row.right} isMissing={row.change === 'removed'} />
      <span className={styles.what} role="gridcell">
        {mark !== undefined && (
          <span className={styles.here}>{mark === 'first' ? 'first difference' : 'parted here'}</span>
        )}
        {row.change !== 'same' && <span className={styles.aspects}>{what}</span>}
        {isConsequence && row.change !== 'same' && mark === undefined && (
          <span className={styles.after} data-tip="After the first difference: this may only follow from it">
            consequence?
          </span>
        )}
      </span>
      {/* biome-ignore-end lint/a11y/useSemanticElements: cells of a virtual grid */}
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: the grid has the focus */}
    </>
  )
}

interface StepProps {
  readonly span: SpanSummary | undefined
  readonly place: number | null
  readonly isMissing: boolean
}

function Step({ span, place, isMissing }: StepProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a virtual grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <span className={styles.step} role="gridcell" data-missing={isMissing || undefined}>
      {span !== undefined && place !== null && (
        <>
          <span className={styles.number}>{place + 1}</span>
          <KindIcon kind={span.kind} />
          <span className={styles.name}>{toVisible(stepTitle(span))}</span>
          {span.status === 'error' && <span className={styles.failed}>failed</span>}
        </>
      )}
    </span>
  )
}

function Loop({ item: { loop, changes, isOpen } }: { readonly item: Item & { type: 'loop' } }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a virtual grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <span className={styles.fold} role="gridcell" aria-colspan={4}>
      <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
      loop
      <span className={styles.name}>
        <Quoted text={loop.label} />
      </span>
      <span className={styles.times}>
        ×{loop.leftTimes} | ×{loop.rightTimes}
      </span>
      <span className={styles.aspects}>
        {changes === 0 ? 'all the same' : formatNumberOf(changes, 'difference')}
      </span>
    </span>
  )
}
