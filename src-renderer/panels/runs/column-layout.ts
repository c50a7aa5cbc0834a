import type { Direction, RunOrder } from '#contract/run-order.ts'
import type { RunsTableView } from '../../state/runs-table-view.ts'

export interface ColumnPlan {
  readonly id: RunOrder
  readonly name: string
  readonly widthPx: number
  readonly isNumber: boolean
  /** What a first click on its header asks for. */
  readonly firstDirection: Direction
}

const text = (id: RunOrder, name: string, widthPx: number): ColumnPlan => ({
  id,
  name,
  widthPx,
  isNumber: false,
  firstDirection: 'ascending',
})
const number = (id: RunOrder, name: string, widthPx: number): ColumnPlan => ({
  id,
  name,
  widthPx,
  isNumber: true,
  firstDirection: 'descending',
})

/** All columns, in the order of somebody who never changed it. Each is what runs can be ordered by. */
export const COLUMNS: readonly ColumnPlan[] = [
  { ...text('star', 'Star', 30), firstDirection: 'descending' },
  text('status', 'Status', 34),
  text('name', 'Name', 190),
  text('agent', 'Agent', 132),
  text('models', 'Models', 128),
  { ...text('started', 'Started', 78), firstDirection: 'descending' },
  number('duration', 'Duration', 76),
  number('cost', 'Cost', 82),
  number('errors', 'Errors', 58),
  number('calls', 'Calls', 54),
  number('tools', 'Tools', 54),
  number('in', 'Tokens in', 78),
  number('out', 'Out', 62),
  number('cached', 'Cached', 66),
  number('spans', 'Spans', 56),
  text('tags', 'Tags', 104),
  text('session', 'Session', 104),
]

export const NARROWEST_PX = 30
const WIDEST_PX = 800

export interface Column extends ColumnPlan {
  readonly isHidden: boolean
}

/** The columns as the reader wants them; one that came with a newer version stands at its first place. */
export function listColumns({ columns, hidden, widths }: RunsTableView): Column[] {
  const wanted = columns.flatMap(id => COLUMNS.find(column => column.id === id) ?? [])
  const order = [...new Set(wanted)]
  for (const [index, column] of COLUMNS.entries()) {
    if (!order.includes(column)) order.splice(Math.min(index, order.length), 0, column)
  }
  return order.map(column => ({
    ...column,
    widthPx: widths[column.id] ?? column.widthPx,
    isHidden: hidden.includes(column.id),
  }))
}

/** The name takes what is left over. */
export function gridTemplate(columns: readonly Column[]): string {
  return [
    '30px',
    ...columns.map(({ id, widthPx }) => (id === 'name' ? `minmax(${widthPx}px, 1fr)` : `${widthPx}px`)),
  ].join(' ')
}

export function resizeColumn(view: RunsTableView, id: string, widthPx: number): Partial<RunsTableView> {
  const kept = Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, widthPx)))
  return { widths: { ...view.widths, [id]: kept } }
}

export function resetWidth(view: RunsTableView, id: string): Partial<RunsTableView> {
  return { widths: Object.fromEntries(Object.entries(view.widths).filter(([each]) => each !== id)) }
}

/** The name stays: a table of runs without it tells nothing. */
export function toggleColumn({ hidden }: RunsTableView, id: string): Partial<RunsTableView> {
  if (id === 'name') return {}
  return { hidden: hidden.includes(id) ? hidden.filter(each => each !== id) : [...hidden, id] }
}

export function moveColumn(view: RunsTableView, id: string, step: 1 | -1): Partial<RunsTableView> {
  const ids = listColumns(view).map(column => column.id as string)
  const from = ids.indexOf(id)
  const to = from + step
  if (from === -1 || to < 0 || to >= ids.length) return {}
  ids.splice(to, 0, ...ids.splice(from, 1))
  return { columns: ids }
}

/** What a click on a header asks for. */
export function sortBy(view: RunsTableView, { id, firstDirection }: ColumnPlan): Partial<RunsTableView> {
  if (view.order !== id) return { order: id, direction: firstDirection }
  return { direction: view.direction === 'ascending' ? 'descending' : 'ascending' }
}
