import { retentionPlan } from '../../store/retention-plan.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

export const retentionQueries: QueryHandlersOf<'retention.preview'> = {
  'retention.preview'(store, { limit, ...limits }) {
    return store.retention.preview(retentionPlan(limits, store.settings(), Date.now()), limit)
  },
}
