import { create } from 'zustand'
import type { CostGrouping } from '#contract/cost.ts'

/** The pictures of a run. */
export const PICTURES = ['waterfall', 'graph', 'context'] as const
export type Picture = (typeof PICTURES)[number]

/** What the window shows. A link, a restart and the back button restore it. */
export type Place =
  | { readonly view: 'runs' }
  | {
      readonly view: 'run'
      readonly runId: string
      readonly spanId: string | undefined
      readonly show: Picture
    }
  | ComparePlace
  | { readonly view: 'search'; readonly text: string }
  | { readonly view: 'sessions'; readonly text: string }
  | { readonly view: 'session'; readonly sessionId: string }
  | { readonly view: 'costs'; readonly range: CostRange; readonly groupBy: CostGrouping }
  | { readonly view: 'settings' }

/** Two runs side by side, or several held against the first. What is not chosen yet is undefined. */
export interface ComparePlace {
  readonly view: 'compare'
  readonly left: string | undefined
  readonly right: string | undefined
  /** Runs beyond the two: a table of all of them is shown. */
  readonly others?: readonly string[]
  /** The row of the comparison that is selected. */
  readonly row?: number
}

/** How far back costs are shown. */
export const COST_RANGES = ['7d', '30d', '90d', 'all'] as const
export type CostRange = (typeof COST_RANGES)[number]
const COST_GROUPINGS: readonly CostGrouping[] = ['day', 'model', 'provider', 'agent', 'service', 'session']

export const COSTS: Place = { view: 'costs', range: '30d', groupBy: 'model' }

export const RUNS: Place = { view: 'runs' }

export const useLocation = create<{ readonly place: Place }>()(() => ({ place: RUNS }))

export function placeOfRun(runId: string, spanId?: string): Place {
  return { view: 'run', runId, spanId, show: 'waterfall' }
}

export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?')
  const [view, id] = path.split('/').filter(part => part !== '')
  const values = new URLSearchParams(query)
  if (view === 'search') return { view, text: values.get('text') ?? '' }
  if (view === 'compare') return parseComparePlace(values)
  if (view === 'settings') return { view }
  if (view === 'costs') {
    return {
      view,
      range: COST_RANGES.find(range => range === values.get('range')) ?? '30d',
      groupBy: COST_GROUPINGS.find(grouping => grouping === values.get('by')) ?? 'model',
    }
  }
  if (view === 'sessions') {
    return id === undefined
      ? { view, text: values.get('text') ?? '' }
      : { view: 'session', sessionId: decodeId(id) }
  }
  if (view === 'runs' && id !== undefined) {
    return {
      view: 'run',
      runId: id,
      spanId: values.get('span') ?? undefined,
      show: PICTURES.find(picture => picture === values.get('show')) ?? 'waterfall',
    }
  }
  return RUNS
}

export function formatPlace(place: Place): string {
  if (place.view === 'search' || place.view === 'sessions') {
    return `#/${place.view}${formatQuery({ text: place.text })}`
  }
  if (place.view === 'compare') return formatComparePlace(place)
  if (place.view === 'costs') return `#/costs${formatQuery({ range: place.range, by: place.groupBy })}`
  if (place.view === 'session') return `#/sessions/${encodeURIComponent(place.sessionId)}`
  if (place.view !== 'run') return `#/${place.view}`
  const show = place.show === 'waterfall' ? '' : place.show
  return `#/runs/${encodeURIComponent(place.runId)}${formatQuery({ span: place.spanId ?? '', show })}`
}

function parseComparePlace(values: URLSearchParams): ComparePlace {
  const row = values.get('row') ?? ''
  const others = (values.get('others') ?? '').split(',').filter(runId => runId !== '')
  return {
    view: 'compare',
    left: values.get('left') ?? undefined,
    right: values.get('right') ?? undefined,
    ...(others.length > 0 ? { others } : {}),
    ...(/^\d+$/.test(row) ? { row: Number(row) } : {}),
  }
}

function formatComparePlace({ left = '', right = '', others = [], row }: ComparePlace): string {
  const query = { left, right, others: others.join(','), row: row === undefined ? '' : String(row) }
  return `#/compare${formatQuery(query)}`
}

/** Opens a place; the back button returns from it. */
export function goTo(place: Place): void {
  window.history.pushState(null, '', formatPlace(place))
  useLocation.setState({ place })
}

/** Changes what is shown without a step in the history, as a moving selection does. */
export function showInstead(place: Place): void {
  window.history.replaceState(null, '', formatPlace(place))
  useLocation.setState({ place })
}

export function followHistory(): () => void {
  const read = () => useLocation.setState({ place: parsePlace(window.location.hash) })
  read()
  window.addEventListener('popstate', read)
  return () => window.removeEventListener('popstate', read)
}

/** A link that was cut in the middle of a letter still leads somewhere. */
function decodeId(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

function formatQuery(values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''))
  return query.size === 0 ? '' : `?${query}`
}
