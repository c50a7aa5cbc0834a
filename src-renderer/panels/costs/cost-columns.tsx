import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import type { CostGroup } from '#contract/cost.ts'
import type { Total } from '#contract/figure.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatTotal, type Unit } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import styles from './costs.module.css'
import { noteOf } from './describe-group.ts'

export const costFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, alphanumeric: sortFn_alphanumeric },
})

const column = createColumnHelper<typeof costFeatures, CostGroup>()

/** What nobody knows is neither the most nor the least: it comes last. */
function figureColumn(id: string, header: string, unit: Unit, totalOf: (group: CostGroup) => Total) {
  return column.accessor(group => knownValue(totalOf(group)), {
    id,
    header,
    sortFn: 'basic',
    sortUndefined: 'last',
    cell: ({ row }) => <FigureView figure={formatTotal(totalOf(row.original), unit)} />,
  })
}

export const costColumns = column.columns([
  column.accessor(group => group.key ?? '', {
    id: 'key',
    header: 'Group',
    sortFn: 'alphanumeric',
    cell: ({ row }) => <GroupName group={row.original} />,
  }),
  column.accessor(group => group.calls, {
    id: 'calls',
    header: 'Calls',
    sortFn: 'basic',
    cell: ({ getValue }) => formatCount(getValue()),
  }),
  figureColumn('input', 'Tokens in', 'tokens', group => group.inputTokens),
  figureColumn('cached', 'of them cached', 'tokens', group => group.cacheReadTokens),
  figureColumn('output', 'Out', 'tokens', group => group.outputTokens),
  figureColumn('cost', 'Cost', 'dollars', group => group.cost),
])

function GroupName({ group }: { readonly group: CostGroup }) {
  return (
    <>
      {group.key === null ? <span className={styles.none}>none named</span> : toVisible(group.key)}
      {noteOf(group) !== '' && <span className={styles.note}>{noteOf(group)}</span>}
    </>
  )
}

function knownValue({ sum }: Total): number | undefined {
  return sum.confidence === 'unknown' ? undefined : sum.value
}
