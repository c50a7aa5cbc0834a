import { formatCount } from '../../format/format-count.ts'
import { formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import styles from './context.module.css'
import type { MapData } from './read-map-data.ts'

interface ContextTableProps {
  readonly data: MapData
  readonly selectedCall: number | undefined
  readonly onSelect: (call: number) => void
}

/** As many as are written out at once. */
const MOST_ROWS = 200

/** The map in words and numbers. */
export function ContextTable({ data, selectedCall, onSelect }: ContextTableProps) {
  const { calls } = data.context
  const from = Math.max(0, Math.min((selectedCall ?? 0) - MOST_ROWS / 2, calls.length - MOST_ROWS))
  const rows = calls.slice(from, from + MOST_ROWS)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys
    <section className={styles.scroller} tabIndex={0} aria-label="Calls of the context map">
      {rows.length < calls.length && (
        <p className={styles.faint}>
          {formatCount(rows.length)} of {formatCount(calls.length)} calls, around the selected one
        </p>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">Model</th>
            <th scope="col">Tokens in</th>
            <th scope="col">From the cache</th>
            <th scope="col">Blocks</th>
            <th scope="col">New</th>
            <th scope="col">Gone</th>
            <th scope="col">Cache</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((call, index) => (
            <Row
              key={call.spanId}
              data={data}
              call={from + index}
              isSelected={from + index === selectedCall}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps extends Pick<ContextTableProps, 'data' | 'onSelect'> {
  readonly call: number
  readonly isSelected: boolean
}

function Row({ data, call: index, isSelected, onSelect }: RowProps) {
  const call = data.context.calls[index]
  if (call === undefined) return null
  const { previous, shared, gone } = data.changes(index)
  return (
    <tr aria-current={isSelected || undefined}>
      <th scope="row">
        <button type="button" onClick={() => onSelect(index)} aria-label={`Select call ${index + 1}`}>
          {formatCount(index + 1)}
        </button>
      </th>
      <td>{toVisible([call.model ?? '–', call.agentName].filter(Boolean).join(' · '))}</td>
      <td>
        <FigureView figure={formatFigure(call.input, 'tokens')} />
      </td>
      <td>
        <FigureView figure={formatFigure(call.cacheRead, 'tokens')} />
      </td>
      <td>{formatCount(call.promptLength)}</td>
      <td>{previous === undefined ? 'all' : formatCount(call.promptLength - shared)}</td>
      <td>{formatCount(gone.length)}</td>
      <td>{data.breaks.has(index) ? '▼ broken' : ''}</td>
    </tr>
  )
}
