import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeExports } from '../../../src-main/ingest/write-exports.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import { MAX_POINTS, MAX_SERIES } from '../../../src-main/store/point-limit.ts'
import { aMetricRequest, anAttribute } from '../../support/otlp-log-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_000_000

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  const send = (...metrics: Parameters<typeof aMetricRequest>[0]) =>
    writeExports(
      writer,
      [{ signal: 'metrics', encoding: 'protobuf', bytes: aMetricRequest(metrics) }],
      NOW_MS,
    )
  return { reader, send }
}

function usage(timeUnixNano: string, count: number, type = 'input') {
  const attributes = [anAttribute('gen_ai.token.type', type)]
  const startTimeUnixNano = '1700000000000000000'
  const point = { startTimeUnixNano, timeUnixNano, attributes, count: `${count}`, sum: 2 * count }
  return {
    name: 'gen_ai.client.token.usage',
    unit: '{token}',
    histogram: { dataPoints: [point], aggregationTemporality: 2 },
  }
}

test('a series keeps its points and tells the last of them', () => {
  const { reader, send } = aStore()

  send(usage('1700000060000000000', 3), usage('1700000060000000000', 1, 'output'))
  send(usage('1700000120000000000', 5))
  send(usage('1700000120000000000', 5))

  expect(reader.metrics.list(10)).toMatchObject({
    total: 2,
    series: [
      {
        name: 'gen_ai.client.token.usage',
        unit: '{token}',
        kind: 'histogram',
        temporality: 'cumulative',
        serviceName: 'weather-agent',
        attributes: [{ key: 'gen_ai.token.type', value: 'input' }],
        points: 2,
        lastAt: '1700000120000000000',
        value: null,
        count: 5,
        sum: 10,
      },
      { attributes: [{ key: 'gen_ai.token.type', value: 'output' }], points: 1, count: 1 },
    ],
  })
})

test('a series keeps its last points, and of many series the latest stay', () => {
  const { reader, send } = aStore()
  const at = (second: number) => `${1_700_000_000n + BigInt(second)}000000000`

  const points = Array.from({ length: MAX_POINTS + 250 }, (_, index) => ({
    timeUnixNano: at(index),
    asInt: index,
  }))
  send({ name: 'gen_ai.many', gauge: { dataPoints: points } })
  const [many] = reader.metrics.list(10).series
  expect(many?.points).toBeGreaterThanOrEqual(MAX_POINTS)
  expect(many?.points).toBeLessThan(MAX_POINTS + 100)
  expect(many).toMatchObject({ value: MAX_POINTS + 249 })

  const others = Array.from({ length: MAX_SERIES + 50 }, (_, index) => ({
    timeUnixNano: at(10_000 + index),
    asInt: index,
    attributes: [anAttribute('gen_ai.agent.name', `agent ${index}`)],
  }))
  send({ name: 'gen_ai.other', gauge: { dataPoints: others } })
  const { series, total } = reader.metrics.list(10_000)
  expect(total).toBeLessThanOrEqual(MAX_SERIES)
  expect(series.map(each => each.name)).not.toContain('gen_ai.many')
  expect(series.map(each => each.value)).toContain(MAX_SERIES + 49)
})

test('metrics of other things are accepted, and neither kept nor counted as rejected', () => {
  const { reader, send } = aStore()
  const other = { name: 'http.server.duration', gauge: { dataPoints: [{ asDouble: 1 }] } }

  const { outcomes } = send(other)

  expect(outcomes).toEqual([{ status: 'stored', signal: 'metrics', items: 0, rejected: 0, message: '' }])
  expect(reader.metrics.list(10)).toEqual({ total: 0, series: [] })
})

test('a number that no row can hold costs nothing but itself', () => {
  const { reader, send } = aStore()
  const beyond = `${2n ** 64n - 1n}`
  const points = [
    { timeUnixNano: '1', count: beyond, sum: 1 },
    { timeUnixNano: beyond, count: '1', sum: 1 },
  ]

  const { outcomes } = send({ name: 'gen_ai.x', histogram: { dataPoints: points } })

  expect(outcomes).toMatchObject([{ status: 'stored', items: 1, rejected: 1 }])
  expect(reader.metrics.list(10).series).toMatchObject([{ points: 1, count: null, sum: 1 }])
})
