import type { Collector } from './collector.ts'
import type { QueryThread } from './query-thread.ts'

const LOOK_EVERY_MS = 10 * 60_000
const MILLISECONDS_PER_HOUR = 3_600_000

/** Applies the limits by itself, as often as the settings say; by default never. */
export function startCollectionSchedule(
  collector: Collector,
  queries: Pick<QueryThread, 'query'>,
): { stop(): void } {
  async function look(): Promise<void> {
    const { collectEveryHours } = await queries.query('settings.get', {})
    if (collectEveryHours === null) return
    const { last } = await queries.query('retention.preview', { limit: 0 })
    const dueMs = (last?.atMs ?? 0) + collectEveryHours * MILLISECONDS_PER_HOUR
    if (Date.now() >= dueMs) await collector.collect({}, 'schedule')
  }

  // A store that cannot be read or written now is tried again with the next look, and the status tells of it.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
