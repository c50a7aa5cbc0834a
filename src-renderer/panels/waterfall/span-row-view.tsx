import { memo } from 'react'
import type { Figure } from '#contract/figure.ts'
import type { SpanSummary } from '#contract/span.ts'
import { formatShortCount } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { isYetToBegin, usePlayhead } from '../../state/playhead.ts'
import type { SpanRow } from '../../tree/list-rows.ts'
import { sayWhat } from '../../tree/say-what.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import styles from './span-row-view.module.css'

interface SpanRowViewProps {
  readonly row: SpanRow
  readonly top: number
  readonly isSelected: boolean
  readonly onSelect: (spanId: string) => void
  readonly onTurn: (row: SpanRow) => void
  readonly onFit: (span: SpanSummary) => void
}

const INDENT = 14
const DEEPEST_INDENT = 14

export const SpanRowView = memo(function SpanRowView(props: SpanRowViewProps) {
  const { row, top, isSelected, onSelect, onTurn, onFit } = props
  const { span } = row
  const isLater = usePlayhead(({ atNs }) => isYetToBegin(span.startNs, atNs))
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the selected row of the tree
    <div
      id={`span-${span.spanId}`}
      className={styles.row}
      data-kind={span.kind}
      data-status={span.status}
      data-context={row.isContext || undefined}
      data-later={isLater || undefined}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-expanded={row.below > 0 ? !row.isCollapsed : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(span.spanId)}
      onDoubleClick={() => row.below > 0 && onTurn(row)}
    >
      <div className={styles.name} style={{ paddingLeft: Math.min(row.depth, DEEPEST_INDENT) * INDENT }}>
        <Turn row={row} onTurn={onTurn} />
        <KindIcon kind={span.kind} />
        <span className={styles.text}>{toVisible(span.name)}</span>
        <Detail span={span} />
        {row.isOrphan && (
          <span className={styles.orphan} data-tip="Its parent was named but has not arrived">
            <Icon name="link" size={12} />
          </span>
        )}
        {row.isCollapsed && <span className={styles.below}>+{formatShortCount(row.below)}</span>}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key o does the same */}
      <div
        className={styles.track}
        onDoubleClick={event => {
          event.stopPropagation()
          onFit(span)
        }}
      />
      <span className={styles.number}>
        {span.durationNs === null ? (
          <span className={styles.open}>running</span>
        ) : (
          formatDuration(span.durationNs)
        )}
      </span>
      <span className={styles.tokens}>
        <Tokens span={span} />
      </span>
      <span className={styles.cost}>
        {hasFigures(span) && <FigureView figure={formatFigure(span.cost, 'dollars')} />}
      </span>
    </div>
  )
})

function Turn({ row, onTurn }: { readonly row: SpanRow; readonly onTurn: (row: SpanRow) => void }) {
  if (row.below === 0) return <span className={styles.turn} />
  return (
    <button
      type="button"
      className={styles.turn}
      tabIndex={-1}
      aria-label={row.isCollapsed ? 'Expand' : 'Collapse'}
      onClick={event => {
        event.stopPropagation()
        onTurn(row)
      }}
    >
      <Icon name={row.isCollapsed ? 'chevron-right' : 'chevron-down'} size={12} />
    </button>
  )
}

/** What went wrong, else what it was that ran. */
function Detail({ span }: { readonly span: SpanSummary }) {
  if (span.errorMessage !== null) {
    return <span className={styles.error}>{toVisible(span.errorMessage)}</span>
  }
  const what = sayWhat(span)
  return what === undefined ? null : <span className={styles.detail}>{toVisible(what)}</span>
}

function Tokens({ span }: { readonly span: SpanSummary }) {
  if (!hasFigures(span)) return null
  const input = formatFigure(span.inputTokens, 'tokens')
  const output = formatFigure(span.outputTokens, 'tokens')
  return (
    <span data-tip={`In: ${input.explanation}\nOut: ${output.explanation}`}>
      {input.text}
      <span className={styles.slash}>→</span>
      {output.text}
    </span>
  )
}

/** Spans that made no call have no tokens to be unsure of. */
function hasFigures({ kind, inputTokens, outputTokens, cost }: SpanSummary): boolean {
  const isKnown = (figure: Figure) => figure.confidence !== 'unknown'
  return kind === 'llm' || kind === 'embedding' || [inputTokens, outputTokens, cost].some(isKnown)
}
