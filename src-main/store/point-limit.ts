import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'

/** At one point a minute, most of a day. */
export const MAX_POINTS = 1000
/** Each start of a program may begin series of its own. */
export const MAX_SERIES = 2000
/** So many points a series may have past its limit, and a tenth of the series goes at once: deleting one by one costs more. */
const SLACK_POINTS = 100
const DROPPED_SERIES = MAX_SERIES / 10
const REMEMBERED_SERIES = 1024

/** Metrics are sent for as long as a program runs, so of each series the last points stay, and of the series the latest. */
export function createPointLimit(db: WritableDatabase) {
  const countSeries = db.prepare<[], number>('select count(*) from metric_series').pluck()
  const trim = db.prepare<{ seriesKey: number }>(/* sql */ `
    delete from metric_points where series_key = @seriesKey and time_ns <= (
      select time_ns from metric_points where series_key = @seriesKey order by time_ns desc limit 1 offset ${MAX_POINTS}
    )
  `)
  const selectOldest = db
    .prepare<[number], number>(/* sql */ `
      select series_key from metric_series order by (
        select max(time_ns) from metric_points where metric_points.series_key = metric_series.series_key
      ) limit ?
    `)
    .pluck()
  const deletePoints = db.prepare<[number]>('delete from metric_points where series_key = ?')
  const deleteSeries = db.prepare<[number]>('delete from metric_series where series_key = ?')
  const addedPoints = createBoundedMap<number, number>(REMEMBERED_SERIES)
  return {
    onPoint(seriesKey: number): void {
      const added = (addedPoints.get(seriesKey) ?? 0) + 1
      addedPoints.set(seriesKey, added % SLACK_POINTS)
      if (added === SLACK_POINTS) trim.run({ seriesKey })
    },
    /** True when series were deleted, so that nobody goes on with their keys. */
    makeRoomForSeries(): boolean {
      if ((countSeries.get() ?? 0) < MAX_SERIES) return false
      for (const seriesKey of selectOldest.all(DROPPED_SERIES)) {
        deletePoints.run(seriesKey)
        deleteSeries.run(seriesKey)
      }
      return true
    },
  }
}
