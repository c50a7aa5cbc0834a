import { create } from 'zustand'
import { runFields } from '#contract/filter/field.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import { recall, remember } from './remembered.ts'
import { unchooseAll } from './runs-selection.ts'

interface RunsFilter {
  /** As it stands in the field. */
  readonly text: string
  /** The last text that could be read whole: half a filter would choose something else. */
  readonly applied: string
  /** Filters that were used, the latest first. */
  readonly recent: readonly string[]
}

const RECENT = 'recent-filters'
const RECENT_AT_MOST = 8

/** Kept while a run is open, so that going back finds the list as it was. */
export const useRunsFilter = create<RunsFilter>()(() => ({ text: '', applied: '', recent: recallRecent() }))

export function filterRuns(text: string): void {
  useRunsFilter.setState(({ applied }) => {
    const { problems } = parseFilter(text, runFields, Date.now())
    return { text, applied: problems.length > 0 ? applied : text.trim() }
  })
  unchooseAll()
}

/** Puts the filter among the recent ones. */
export function rememberFilter(): void {
  const { applied, recent } = useRunsFilter.getState()
  if (applied === '') return
  const next = [applied, ...recent.filter(each => each !== applied)].slice(0, RECENT_AT_MOST)
  useRunsFilter.setState({ recent: next })
  remember(RECENT, next)
}

function recallRecent(): readonly string[] {
  const kept = recall(RECENT)
  return Array.isArray(kept) ? kept.filter(each => typeof each === 'string').slice(0, RECENT_AT_MOST) : []
}
