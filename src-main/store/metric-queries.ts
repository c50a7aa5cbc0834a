import type { MetricSeries } from '#contract/metric.ts'
import type { ReadableDatabase } from './database.ts'

interface SeriesRow extends Omit<MetricSeries, 'attributes'> {
  readonly attributes: string
}

export function createMetricQueries(db: ReadableDatabase) {
  const select = db.prepare<[number], SeriesRow>(/* sql */ `
    select name, unit, kind, temporality, service_name as serviceName, attributes, cast(time_ns as text) as lastAt,
      (select count(*) from metric_points where metric_points.series_key = metric_series.series_key) as points,
      value, count, sum, min, max
    from metric_series join metric_points as last on last.series_key = metric_series.series_key
      and time_ns = (select max(time_ns) from metric_points where series_key = metric_series.series_key)
    order by name, metric_series.series_key limit ?
  `)
  const total = db.prepare<[], number>('select count(*) from metric_series').pluck()
  return {
    list(limit: number): { readonly series: MetricSeries[]; readonly total: number } {
      const series = select.all(limit).map(row => ({ ...row, attributes: JSON.parse(row.attributes) }))
      return { series, total: total.get() ?? 0 }
    },
  }
}
