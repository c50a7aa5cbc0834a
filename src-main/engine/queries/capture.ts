import type { QueryHandlersOf } from './query-handlers-of.ts'

export const captureQueries: QueryHandlersOf<'metrics.list' | 'sources.list' | 'settings.get'> = {
  'sources.list'(store, { limit }) {
    const { sources, total } = store.sources.list(limit)
    return { sources, total, returned: sources.length }
  },
  'metrics.list'(store, { limit }) {
    const { series, total } = store.metrics.list(limit)
    return { series, total, returned: series.length }
  },
  'settings.get': store => store.settings(),
}
