import type { RunSummary } from '#contract/run.ts'
import type { RunList } from '../../state/run-list.ts'

interface Page {
  readonly runs: readonly RunSummary[]
  readonly next: string | null
  readonly total: number
}

/** Takes in the newest page. While the list is held, known rows change in place and new ones wait. */
export function mergeNewest(list: RunList, page: Page, isHeld: boolean): RunList {
  const fresh = new Map(page.runs.map(run => [run.runId, run]))
  const known = new Set(list.runs.map(run => run.runId))
  if (isHeld) {
    return {
      ...list,
      runs: list.runs.map(run => fresh.get(run.runId) ?? run),
      held: page.runs.filter(run => !known.has(run.runId)),
      total: page.total,
    }
  }
  const oldest = page.runs.at(-1)
  const older =
    oldest === undefined ? [] : list.runs.filter(run => isOlder(run, oldest) && !fresh.has(run.runId))
  const next = older.length === 0 ? page.next : list.next
  return { ...list, runs: [...page.runs, ...older], held: [], next, total: page.total }
}

export function appendPage(list: RunList, page: Page): RunList {
  const known = new Set([...list.runs, ...list.held].map(run => run.runId))
  const more = page.runs.filter(run => !known.has(run.runId))
  return { ...list, runs: [...list.runs, ...more], next: page.next, total: page.total }
}

export function releaseHeld(list: RunList): RunList {
  return { ...list, runs: [...list.held, ...list.runs], held: [] }
}

export function replaceRuns(list: RunList, changed: readonly RunSummary[]): RunList {
  const fresh = new Map(changed.map(run => [run.runId, run]))
  return { ...list, runs: list.runs.map(run => fresh.get(run.runId) ?? run) }
}

export function removeRun(list: RunList, runId: string): RunList {
  const runs = list.runs.filter(run => run.runId !== runId)
  const held = list.held.filter(run => run.runId !== runId)
  const isGone = runs.length + held.length < list.runs.length + list.held.length
  return { ...list, runs, held, total: isGone ? Math.max(0, list.total - 1) : list.total }
}

/** Nanoseconds as decimal text compare as numbers when the longer text is the larger. */
function isOlder(run: RunSummary, than: RunSummary): boolean {
  if (run.startedAt.length !== than.startedAt.length) return run.startedAt.length < than.startedAt.length
  return run.startedAt < than.startedAt
}
