import { useTable } from '@tanstack/react-table'
import type { CostGroup, CostTotals } from '#contract/cost.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { costColumns, costFeatures } from './cost-columns.tsx'
import styles from './costs.module.css'
import { shareOf } from './describe-group.ts'

interface CostTableProps {
  readonly label: string
  readonly groups: readonly CostGroup[]
  readonly totals: CostTotals
  readonly selected: number
  readonly onSelect: (index: number, group: CostGroup) => void
  readonly onOpen: ((group: CostGroup) => void) | undefined
}

/** One line a group, the total below: figures with their marks, and how much of the whole each is. */
export function CostTable({ label, groups, totals, selected, onSelect, onOpen }: CostTableProps) {
  const table = useTable({
    features: costFeatures,
    columns: costColumns,
    data: groups,
    getRowId: group => group.key ?? '',
  })
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {table.getFlatHeaders().map(({ id, column }) => (
            <Head
              key={id}
              name={id === 'key' ? label : String(column.columnDef.header)}
              sorted={column.getIsSorted()}
              isNumber={id !== 'key'}
              onSort={() => column.toggleSorting()}
            />
          ))}
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row, index) => (
          <tr
            key={row.id}
            id={`cost-${index}`}
            aria-current={index === selected ? 'true' : undefined}
            onClick={() => onSelect(index, row.original)}
            onDoubleClick={() => onOpen?.(row.original)}
          >
            {row.getAllCells().map(cell =>
              cell.column.id === 'key' ? (
                <th key={cell.id} scope="row">
                  <table.FlexRender cell={cell} />
                </th>
              ) : (
                <td key={cell.id} className={styles.number}>
                  <table.FlexRender cell={cell} />
                </td>
              ),
            )}
            <td>
              <Share part={shareOf(row.original, totals)} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <Together totals={totals} />
      </tfoot>
    </table>
  )
}

interface HeadProps {
  readonly name: string
  readonly sorted: false | 'asc' | 'desc'
  readonly isNumber: boolean
  readonly onSort: () => void
}

function Head({ name, sorted, isNumber, onSort }: HeadProps) {
  return (
    <th
      scope="col"
      className={isNumber ? styles.number : undefined}
      aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {name}
        {sorted !== false && <Icon name={sorted === 'asc' ? 'arrow-up' : 'arrow-down'} size={10} />}
      </button>
    </th>
  )
}

function Together({ totals }: { readonly totals: CostTotals }) {
  const { calls, inputTokens, cacheReadTokens, outputTokens, cost } = totals
  return (
    <tr>
      <th scope="row">Together</th>
      <td className={styles.number}>{formatCount(calls)}</td>
      {[inputTokens, cacheReadTokens, outputTokens].map((tokens, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never change places
        <td key={index} className={styles.number}>
          <FigureView figure={formatTotal(tokens, 'tokens')} />
        </td>
      ))}
      <td className={styles.number}>
        <FigureView figure={formatTotal(cost, 'dollars')} />
      </td>
      <td />
    </tr>
  )
}

/** A cost nobody knows has no share, which is another thing than a share of nothing. */
function Share({ part }: { readonly part: number | undefined }) {
  if (part === undefined) return <span className={styles.unknownShare} data-tip="Its cost is unknown" />
  const percent = Math.round(100 * part)
  return (
    <span className={styles.share} data-tip={`${percent} % of what is known`}>
      <span className={styles.shareBar} style={{ width: `${Math.max(part > 0 ? 1 : 0, percent)}%` }} />
    </span>
  )
}
