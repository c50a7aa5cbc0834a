import type { RunSummary } from '#contract/run.ts'
import type { RunList } from '../../state/run-list.ts'

interface Page {
  readonly runs: readonly RunSummary[]
  readonly next: string | null
  readonly total: number
}

/** Takes in the first page anew. While the list is held, known rows change in place and new ones are counted. */
export function mergeFirstPage(list: RunList, page: Page, isHeld: boolean): RunList {
  if (!isHeld || list.runs.length === 0) return placeRows(list, page)
  const known = new Set(list.runs.map(run => run.runId))
  const unknown = page.runs.filter(run => !known.has(run.runId)).length
  const more = Math.max(0, page.total - list.placedTotal)
  // In another order than that of time, a row can come into the first page without being new.
  const newCount = list.question.order === 'started' ? Math.max(unknown, more) : more
  return { ...replaceRuns(list, page.runs), total: page.total, newCount }
}

/** Rows in the order of the engine. What lies further down is loaded again when it is scrolled to. */
function placeRows(list: RunList, { runs, next, total }: Page): RunList {
  return { ...list, runs, next, total, placedTotal: total, newCount: 0 }
}

export function appendPage(list: RunList, page: Page): RunList {
  const known = new Set(list.runs.map(run => run.runId))
  const more = page.runs.filter(run => !known.has(run.runId))
  return { ...list, runs: [...list.runs, ...more], next: page.next, total: page.total }
}

export function replaceRuns(list: RunList, changed: readonly RunSummary[]): RunList {
  const fresh = new Map(changed.map(run => [run.runId, run]))
  return { ...list, runs: list.runs.map(run => fresh.get(run.runId) ?? run) }
}
