import { hash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { createOriginWriter } from './raw-writer.ts'
import type { PointRecord } from './records.ts'

const REMEMBERED_SERIES = 1024

/** Keeps the data points of metrics. A point that is sent again replaces itself. */
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

  function seriesOf(point: PointRecord): number {
    const { serviceName, name, unit, kind, temporality, attributes, origin } = point
    const originKey = origins.write(origin)
    const text = JSON.stringify([originKey, name, unit, kind, temporality, attributes])
    const known = keys.get(text)
    if (known !== undefined) return known
    const digest = hash('sha256', text, 'buffer')
    const row = [digest, originKey, serviceName, name, unit, kind, temporality, JSON.stringify(attributes)]
    const key = selectSeries.get(digest) ?? Number(insertSeries.run(row).lastInsertRowid)
    keys.set(text, key)
    return key
  }

  return {
    write(point: PointRecord): void {
      const { startUnixNano, timeUnixNano, value, count, sum, min, max, wire } = point
      const numbers = [value, count, sum, min, max].map(number => number ?? null)
      insertPoint.run(seriesOf(point), timeUnixNano, startUnixNano, ...numbers, wire)
    },
    /** After a rollback, remembered keys may name rows that do not exist. */
    forget(): void {
      origins.forget()
      keys.clear()
    },
  }
}
