import type { Settings } from '#contract/settings.ts'
import { type CaptureFilter, createCaptureFilter } from '../redaction/create-capture-filter.ts'
import type { StoreWriter } from '../store/open-store.ts'

interface Known {
  readonly settings: Settings
  readonly filter: CaptureFilter
}

const known = new WeakMap<StoreWriter, Known>()

/** What the settings of a store want taken out before anything is written; made again when they change. */
export function filterOf(store: StoreWriter): CaptureFilter {
  const settings = store.settings()
  const before = known.get(store)
  if (before?.settings === settings) return before.filter
  const filter = createCaptureFilter(settings, store.redactionKey)
  known.set(store, { settings, filter })
  return filter
}
