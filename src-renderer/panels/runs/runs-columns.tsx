import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import type { Total } from '#contract/figure.ts'
import type { RunSummary } from '#contract/run.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import { StarButton } from '../labels/star-button.tsx'
import { TagList } from '../labels/tag-list.tsx'
import type { LabelTarget } from '../labels/target.ts'
import { Age } from './age.tsx'
import { RunDuration } from './run-duration.tsx'
import styles from './runs-columns.module.css'

export const runsFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, alphanumeric: sortFn_alphanumeric },
})

const column = createColumnHelper<typeof runsFeatures, RunSummary>()
const STATUS_ORDER = ['running', 'error', 'cancelled', 'ok']

/** Ids name the CSS classes that place and hide the columns. */
export const runsColumns = column.columns([
  column.accessor(run => STATUS_ORDER.indexOf(run.status), {
    id: 'status',
    header: 'Status',
    sortFn: 'basic',
    cell: ({ row }) => <StatusDot status={row.original.status} />,
  }),
  column.accessor(run => Number(run.starred), {
    id: 'star',
    header: 'Star',
    sortFn: 'basic',
    cell: ({ row }) => <StarButton target={targetOf(row.original)} />,
  }),
  column.accessor(run => run.name.toLowerCase(), {
    id: 'name',
    header: 'Name',
    sortFn: 'alphanumeric',
    cell: ({ row }) => <NameCell run={row.original} />,
  }),
  column.accessor(run => toMilliseconds(run.startedAt), {
    id: 'started',
    header: 'Started',
    sortFn: 'basic',
    cell: ({ getValue }) => <Age unixMs={getValue()} />,
  }),
  column.accessor(run => run.durationNs ?? undefined, {
    id: 'duration',
    header: 'Duration',
    sortFn: 'basic',
    sortUndefined: 'last',
    cell: ({ row }) => <RunDuration run={row.original} />,
  }),
  countColumn('spans', 'Spans', run => run.spanCount),
  countColumn('calls', 'Calls', run => run.callCount),
  countColumn('tools', 'Tools', run => run.toolCount),
  column.accessor(run => run.errorCount, {
    id: 'errors',
    header: 'Errors',
    sortFn: 'basic',
    cell: ({ getValue }) => <Count count={getValue()} isBad />,
  }),
  column.accessor(run => run.models.join(', '), {
    id: 'models',
    header: 'Models',
    sortFn: 'alphanumeric',
    cell: ({ getValue }) => (
      <span className={styles.soft} data-tip={toVisible(getValue())}>
        {toVisible(getValue())}
      </span>
    ),
  }),
  totalColumn('input', 'Tokens in', 'tokens', run => run.inputTokens),
  totalColumn('output', 'Out', 'tokens', run => run.outputTokens),
  totalColumn('cost', 'Cost', 'dollars', run => run.cost),
  column.accessor(run => [...run.tags, ...run.recordedTags].join(', '), {
    id: 'tags',
    header: 'Tags',
    sortFn: 'alphanumeric',
    cell: ({ row }) => <TagList labels={row.original} />,
  }),
  column.accessor(run => run.sessionId ?? '', {
    id: 'session',
    header: 'Session',
    sortFn: 'alphanumeric',
    cell: ({ getValue }) => (
      <span className={styles.session} data-tip={toVisible(getValue())}>
        {toVisible(getValue())}
      </span>
    ),
  }),
])

export function targetOf(run: RunSummary): LabelTarget {
  return { runId: run.runId, name: run.name, labels: run }
}

function countColumn(id: string, header: string, countOf: (run: RunSummary) => number) {
  return column.accessor(countOf, {
    id,
    header,
    sortFn: 'basic',
    cell: ({ getValue }) => <Count count={getValue()} />,
  })
}

function totalColumn(
  id: string,
  header: string,
  unit: 'tokens' | 'dollars',
  totalOf: (run: RunSummary) => Total,
) {
  return column.accessor(run => knownSum(totalOf(run)), {
    id,
    header,
    sortFn: 'basic',
    sortUndefined: 'last',
    cell: ({ row }) => <FigureView figure={formatTotal(totalOf(row.original), unit)} />,
  })
}

function knownSum({ sum }: Total): number | undefined {
  return sum.confidence === 'unknown' ? undefined : sum.value
}

function NameCell({ run }: { readonly run: RunSummary }) {
  const about = [run.agentName, run.serviceName].filter(name => name !== null && name !== run.name)
  return (
    <span className={styles.nameCell}>
      <span className={styles.name}>{toVisible(run.name)}</span>
      {run.note !== null && (
        <span className={styles.note} data-tip={toVisible(run.note.slice(0, 300))}>
          <Icon name="note" size={12} />
        </span>
      )}
      {about.length > 0 && <span className={styles.about}>{toVisible([...new Set(about)].join(' · '))}</span>}
    </span>
  )
}

function Count({ count, isBad = false }: { readonly count: number; readonly isBad?: boolean }) {
  if (count === 0) return <span className={styles.zero}>0</span>
  return <span className={isBad ? styles.bad : undefined}>{formatCount(count)}</span>
}
