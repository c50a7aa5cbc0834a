import { z } from 'zod'
import { NamedAttribute } from './span.ts'

/** A metric with one set of attributes from one sender, and the last that it said. */
export const MetricSeries = z.object({
  name: z.string(),
  unit: z.string(),
  kind: z.enum(['gauge', 'sum', 'histogram', 'summary']),
  /** Whether a point counts from the start of the sender or from the point before; gauges have neither. */
  temporality: z.enum(['delta', 'cumulative', 'none']),
  serviceName: z.string().nullable(),
  attributes: z.array(NamedAttribute),
  points: z.int(),
  /** Unix nanoseconds of the last point, as text: they do not fit a JSON number. */
  lastAt: z.string(),
  /** The last value of a gauge or a sum. */
  value: z.number().nullable(),
  /** The last count and numbers of a histogram or a summary. */
  count: z.int().nullable(),
  sum: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
})
export type MetricSeries = z.infer<typeof MetricSeries>
