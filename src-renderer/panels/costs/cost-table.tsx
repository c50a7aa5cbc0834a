import type { CostGroup, CostTotals } from '#contract/cost.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import styles from './costs.module.css'
import { noteOf, shareOf } from './describe-group.ts'

interface CostTableProps {
  readonly label: string
  readonly groups: readonly CostGroup[]
  readonly totals: CostTotals
  readonly selected: number
  readonly onSelect: (index: number) => void
  readonly onOpen: ((group: CostGroup) => void) | undefined
}

/** One line a group, the total below: figures with their marks, and how much of the whole each is. */
export function CostTable({ label, groups, totals, selected, onSelect, onOpen }: CostTableProps) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col" className={styles.number}>
            Calls
          </th>
          <th scope="col" className={styles.number}>
            Tokens in
          </th>
          <th scope="col" className={styles.number}>
            of them cached
          </th>
          <th scope="col" className={styles.number}>
            Out
          </th>
          <th scope="col" className={styles.number}>
            Cost
          </th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group, index) => (
          <tr
            key={group.key ?? ''}
            id={`cost-${index}`}
            aria-current={index === selected ? 'true' : undefined}
            onClick={() => onSelect(index)}
            onDoubleClick={() => onOpen?.(group)}
          >
            <th scope="row">
              {group.key === null ? <span className={styles.none}>none named</span> : toVisible(group.key)}
              {noteOf(group) !== '' && <span className={styles.note}>{noteOf(group)}</span>}
            </th>
            <Figures of={group} />
            <td>
              <Share part={shareOf(group, totals)} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Together</th>
          <Figures of={totals} />
          <td />
        </tr>
      </tfoot>
    </table>
  )
}

function Figures({
  of: { calls, inputTokens, cacheReadTokens, outputTokens, cost },
}: {
  readonly of: CostTotals
}) {
  return (
    <>
      <td className={styles.number}>{formatCount(calls)}</td>
      <td className={styles.number}>
        <FigureView figure={formatTotal(inputTokens, 'tokens')} />
      </td>
      <td className={styles.number}>
        <FigureView figure={formatTotal(cacheReadTokens, 'tokens')} />
      </td>
      <td className={styles.number}>
        <FigureView figure={formatTotal(outputTokens, 'tokens')} />
      </td>
      <td className={styles.number}>
        <FigureView figure={formatTotal(cost, 'dollars')} />
      </td>
    </>
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
