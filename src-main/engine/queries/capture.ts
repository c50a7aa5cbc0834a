import type { QueryHandlersOf } from './query-handlers-of.ts'

export const captureQueries: QueryHandlersOf<'metrics.list' | 'settings.get'> = {
  'metrics.list'(store, { limit }) {
    const { series, total } = store.metrics.list(limit)
    return { series, total, returned: series.length }
  },
  'settings.get': store => store.settings(),
}
