import { hash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { createPointLimit } from './point-limit.ts'
import { createOriginWriter } from './raw-writer.ts'
import type { PointRecord } from './records.ts'

const REMEMBERED_SERIES = 1024

/** Keeps the last data points of metrics. A point that is sent again replaces itself. */
export function createPointWriter(db: WritableDatabase) {
  const insertPoint = db.prepare(/* sql */ `
    insert or replace into metric_points (series_key, time_ns, start_ns, value, count, sum, min, max, content)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const selectSeries = db
    .prepare<[Buffer], number>('select series_key from metric_series where hash = ?')
    .pluck()
  const insertSeries = db.prepare(/* sql */ `
    insert into metric_series (hash, origin_key, service_name, name, unit, kind, temporality, attributes)
    values (?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const origins = createOriginWriter(db)
  const keys = createBoundedMap<string, number>(REMEMBERED_SERIES)
  const limit = createPointLimit(db)

  function seriesOf(point: PointRecord): number {
    const { serviceName, name, unit, kind, temporality, attributes, origin } = point
    const originKey = origins.write(origin)
    const text = JSON.stringify([originKey, name, unit, kind, temporality, attributes])
    const known = keys.get(text)
    if (known !== undefined) return known
    const digest = hash('sha256', text, 'buffer')
    const row = [digest, originKey, serviceName, name, unit, kind, temporality, JSON.stringify(attributes)]
    const key = selectSeries.get(digest) ?? addSeries(row)
    keys.set(text, key)
    return key
  }

  function addSeries(row: readonly unknown[]): number {
    if (limit.makeRoomForSeries()) keys.clear()
    return Number(insertSeries.run(row).lastInsertRowid)
  }

  return {
    write(point: PointRecord): void {
      const { startUnixNano, timeUnixNano, value, count, sum, min, max, wire } = point
      const numbers = [value, count, sum, min, max].map(number => number ?? null)
      const seriesKey = seriesOf(point)
      insertPoint.run(seriesKey, timeUnixNano, startUnixNano, ...numbers, wire)
      limit.onPoint(seriesKey)
    },
    /** After a rollback, remembered keys may name rows that do not exist. */
    forget(): void {
      origins.forget()
      keys.clear()
    },
  }
}
