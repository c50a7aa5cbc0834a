import { create } from 'zustand'
import type { Direction, RunOrder } from '#contract/run-order.ts'
import { recall, remember } from './remembered.ts'

/** How this screen shows the table of runs. It belongs to the screen, not to the store: another window has another width. */
export interface RunsTableView {
  readonly order: RunOrder
  readonly direction: Direction
  /** Column ids, in their order; those that are missing follow in theirs. */
  readonly columns: readonly string[]
  readonly hidden: readonly string[]
  readonly widths: Readonly<Record<string, number>>
  readonly showsFacets: boolean
}

const KEY = 'runs-table'

export const FIRST_VIEW: RunsTableView = {
  order: 'started',
  direction: 'descending',
  columns: [],
  hidden: ['spans'],
  widths: {},
  showsFacets: false,
}

/** The compiler asks for every order, and zod need not come into the page for it. */
const ORDERS: Readonly<Record<RunOrder, true>> = {
  started: true,
  status: true,
  star: true,
  name: true,
  agent: true,
  models: true,
  tags: true,
  session: true,
  duration: true,
  calls: true,
  tools: true,
  in: true,
  out: true,
  cached: true,
  cost: true,
  errors: true,
  spans: true,
}

export const useRunsTableView = create<RunsTableView>()(() => readView(recall(KEY)))

export function changeRunsTable(change: Partial<RunsTableView>): void {
  useRunsTableView.setState(change)
  remember(KEY, useRunsTableView.getState())
}

/** What was kept by this or another version; whatever is not as it should be is as it was at first. */
export function readView(kept: unknown): RunsTableView {
  if (typeof kept !== 'object' || kept === null) return FIRST_VIEW
  const { order, direction, columns, hidden, widths, showsFacets }: Partial<Record<string, unknown>> = {
    ...kept,
  }
  return {
    order: typeof order === 'string' && isOrder(order) ? order : FIRST_VIEW.order,
    direction: direction === 'ascending' ? 'ascending' : 'descending',
    columns: readTexts(columns),
    hidden: Array.isArray(hidden) ? readTexts(hidden) : FIRST_VIEW.hidden,
    widths: readWidths(widths),
    showsFacets: showsFacets === true,
  }
}

function isOrder(order: string): order is RunOrder {
  return Object.hasOwn(ORDERS, order)
}

function readTexts(kept: unknown): readonly string[] {
  return Array.isArray(kept) ? kept.filter(each => typeof each === 'string') : []
}

function readWidths(kept: unknown): Readonly<Record<string, number>> {
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).filter(([, width]) => typeof width === 'number' && width >= 24 && width <= 2000),
  )
}
