import type { RunDiff } from '#contract/diff.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import styles from './detail.module.css'
import { listTotals, type TotalRow } from './list-totals.ts'

export function Totals({ diff }: { readonly diff: RunDiff }) {
  return (
    <>
      <FiguresTable label="Totals of both runs" rows={listTotals(diff)} />
      {diff.withoutContent > 0 && (
        <p className={styles.note}>
          Prompt and answer of {formatNumberOf(diff.withoutContent, 'model call')} are not in the recording.
          Those are compared by what else is known.
        </p>
      )}
    </>
  )
}

interface FiguresTableProps {
  readonly label: string
  readonly rows: readonly TotalRow[]
}

/** Figures of both sides, and how far apart they are. */
export function FiguresTable({ label, rows }: FiguresTableProps) {
  return (
    <table className={styles.figures} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className={styles.spoken}>Figure</span>
          </th>
          <th scope="col">A</th>
          <th scope="col">B</th>
          <th scope="col">B − A</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>
              <FigureView figure={row.left} />
            </td>
            <td>
              <FigureView figure={row.right} />
            </td>
            <td data-tone={row.tone}>
              <FigureView figure={row.delta} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
