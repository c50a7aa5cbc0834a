import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src-main/base/json.ts'
import { decodeMetrics } from '../../../src-main/otlp/decode-metrics.ts'
import type { OtlpPoint } from '../../../src-main/otlp/otlp-point.ts'
import { scanExport } from '../../../src-main/otlp/scan-export.ts'
import { aMetricRequest, anAttribute } from '../../support/otlp-log-requests.ts'
import { seededRandom } from '../../support/otlp-random.ts'

const times = { startTimeUnixNano: '1700000000000000000', timeUnixNano: '1700000060000000000' }
const attributes = [anAttribute('gen_ai.token.type', 'input')]
const duration: JsonObject = {
  name: 'gen_ai.client.operation.duration',
  unit: 's',
  histogram: {
    dataPoints: [
      {
        ...times,
        attributes,
        count: '3',
        sum: 4.5,
        min: 0.5,
        max: 3,
        bucketCounts: ['1', '2'],
        explicitBounds: [1],
      },
    ],
    aggregationTemporality: 2,
  },
}
const requests: JsonObject = {
  name: 'gen_ai.requests',
  unit: '{request}',
  sum: {
    dataPoints: [
      { ...times, attributes, asInt: '-7' },
      { ...times, asDouble: 1.5 },
    ],
    aggregationTemporality: 1,
    isMonotonic: true,
  },
}
const gauge: JsonObject = { name: 'gen_ai.load', gauge: { dataPoints: [{ ...times, asDouble: 0.25 }] } }
const foreign: JsonObject = { name: 'http.server.duration', gauge: { dataPoints: [{ ...times, asInt: 1 }] } }

test('sums, gauges and histograms say their numbers, their times and how they count', () => {
  const points = pointsOf(aMetricRequest([duration, requests, gauge]))

  expect(points).toMatchObject([
    {
      metric: {
        name: 'gen_ai.client.operation.duration',
        unit: 's',
        kind: 'histogram',
        temporality: 'cumulative',
      },
      startUnixNano: 1_700_000_000_000_000_000n,
      timeUnixNano: 1_700_000_060_000_000_000n,
      attributes: new Map([['gen_ai.token.type', 'input']]),
      value: undefined,
      count: 3,
      sum: 4.5,
      min: 0.5,
      max: 3,
      origin: { resource: new Map([['service.name', 'weather-agent']]) },
    },
    { metric: { name: 'gen_ai.requests', kind: 'sum', temporality: 'delta' }, value: -7, count: undefined },
    { value: 1.5 },
    { metric: { name: 'gen_ai.load', unit: '', kind: 'gauge', temporality: 'none' }, value: 0.25 },
  ])
})

test('exponential histograms and summaries keep what they have in common with histograms', () => {
  const point = { ...times, count: '2', sum: 3 }
  const points = pointsOf(
    aMetricRequest([
      { name: 'gen_ai.a', exponentialHistogram: { dataPoints: [{ ...point, min: 1, max: 2 }] } },
      { name: 'gen_ai.b', summary: { dataPoints: [point] } },
    ]),
  )

  expect(points).toMatchObject([
    { metric: { kind: 'histogram' }, count: 2, sum: 3, min: 1, max: 2 },
    { metric: { kind: 'summary' }, count: 2, sum: 3, min: undefined },
  ])
})

test('metrics that nobody wants are passed over, and so are points without a value', () => {
  const empty = { name: 'gen_ai.idle', gauge: { dataPoints: [{ ...times, asDouble: 0, flags: 1 }] } }

  expect(pointsOf(aMetricRequest([foreign, empty, gauge])).map(point => point.metric.name)).toEqual([
    'gen_ai.load',
  ])
})

test('metrics and their points count together', () => {
  expect(scanExport('metrics', aMetricRequest([duration, requests, foreign]))).toEqual({ ok: true, items: 3 })
  const many = { name: 'x', gauge: { dataPoints: new Array(100_000).fill({}) } }
  expect(scanExport('metrics', aMetricRequest([many]))).toMatchObject({ ok: false, reason: 'too-many' })
})

test('5,000 mutations and every truncation are scanned and decoded without throwing', () => {
  const whole = aMetricRequest([duration, requests, gauge])
  const random = seededRandom(11)
  for (let round = 0; round < 5_000; round += 1) {
    const bytes = Uint8Array.from(whole)
    for (let count = 1 + random(4); count > 0; count -= 1) bytes[random(bytes.length)] = random(256)

    const scan = scanExport('metrics', bytes)
    const items = [...decodeMetrics(bytes, () => true)]

    if (scan.ok) expect(items).toHaveLength(scan.items)
  }
  for (let length = 1; length < whole.length; length += 1) {
    const cut = whole.subarray(0, length)
    expect(scanExport('metrics', cut)).toMatchObject({ ok: false })
    expect([...decodeMetrics(cut, () => true)].at(-1)?.kind).toBe('rejected')
  }
})

function pointsOf(bytes: Uint8Array): OtlpPoint[] {
  return [...decodeMetrics(bytes, name => name.startsWith('gen_ai.'))].flatMap(item =>
    item.kind === 'points' ? item.points : [],
  )
}
