import { expect, test } from 'vitest'
import { MAX_REQUEST_ITEMS } from '../../../src-main/otlp/accept.ts'
import { decodeLogs, decodeLogWire } from '../../../src-main/otlp/decode-logs.ts'
import type { OtlpLog } from '../../../src-main/otlp/otlp-log.ts'
import { scanExport } from '../../../src-main/otlp/scan-export.ts'
import { aLogRecord, aLogRequest, anAttribute, anyValue } from '../../support/otlp-log-requests.ts'
import { seededRandom } from '../../support/otlp-random.ts'
import { lengthDelimited, SPAN_ID, TRACE_ID } from '../../support/otlp-requests.ts'

test('a record says what was sent, a body of a map as a map', () => {
  const [log] = logsOf(aLogRequest())

  expect(log).toMatchObject({
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    timeUnixNano: 1_700_000_000_200_000_000n,
    observedUnixNano: 1_700_000_000_300_000_000n,
    severityNumber: 9,
    severityText: 'INFO',
    eventName: 'gen_ai.user.message',
    body: new Map([['content', 'What is the weather in Oslo?']]),
    attributes: new Map([['gen_ai.system', 'openai']]),
    origin: { resource: new Map([['service.name', 'weather-agent']]), scopeName: 'agent-sdk' },
  })
})

test('the name of an event is its field, or the attribute of older SDKs, or nothing', () => {
  const attributes = [anAttribute('event.name', 'from.attribute')]
  const logs = logsOf(
    aLogRequest([
      aLogRecord({ eventName: 'from.field', attributes }),
      aLogRecord({ eventName: '', attributes }),
      aLogRecord({ eventName: '', attributes: [] }),
    ]),
  )

  expect(logs.map(log => log.eventName)).toEqual(['from.field', 'from.attribute', ''])
})

test('a record may tell of no span, and of a trace alone', () => {
  const logs = logsOf(
    aLogRequest([
      aLogRecord({ traceId: '', spanId: '' }),
      aLogRecord({ spanId: '' }),
      aLogRecord({ traceId: '0'.repeat(32) }),
      aLogRecord({ traceId: 'abcd' }),
    ]),
  )

  expect(logs.map(({ traceId, spanId }) => [traceId, spanId])).toEqual([
    [undefined, undefined],
    [TRACE_ID, undefined],
    [undefined, undefined],
    [undefined, undefined],
  ])
})

test('long texts are found within the body and within attributes', () => {
  const message = [
    { role: 'user', content: 'u'.repeat(600) },
    { role: 'assistant', content: 'a'.repeat(700) },
  ]
  const [log] = logsOf(
    aLogRequest([
      aLogRecord({
        body: anyValue({ content: 'b'.repeat(512) }),
        attributes: [anAttribute('gen_ai.input.messages', message)],
      }),
    ]),
  )
  if (log === undefined) throw new Error('no log')

  const texts = log.longValues.map(({ key, offset, length }) => [
    key,
    Buffer.from(log.wire.subarray(offset, offset + length)).toString(),
  ])
  expect(texts).toEqual([
    ['body', 'b'.repeat(512)],
    ['gen_ai.input.messages', 'u'.repeat(600)],
    ['gen_ai.input.messages', 'a'.repeat(700)],
  ])
})

test('a stored record reads as it did when it came', () => {
  const [log] = logsOf(aLogRequest())
  if (log === undefined) throw new Error('no log')

  expect(decodeLogWire(Uint8Array.from(log.wire), log.origin)).toEqual(log)
})

test('a broken record costs itself', () => {
  const good = lengthDelimited(18, Uint8Array.of())
  const bad = lengthDelimited(18, Uint8Array.of(74, 200, 1))
  const request = lengthDelimited(10, lengthDelimited(18, Buffer.concat([good, bad, good])))

  expect(scanExport('logs', request)).toEqual({ ok: true, items: 3 })
  expect([...decodeLogs(request)].map(item => item.kind)).toEqual(['log', 'rejected', 'log'])
})

test('a request holds 100,000 records and not one more', () => {
  const requestOf = (records: number) =>
    lengthDelimited(
      10,
      lengthDelimited(
        18,
        new Uint8Array(records * 2).map((_, at) => (at % 2 ? 0 : 18)),
      ),
    )

  expect(scanExport('logs', requestOf(MAX_REQUEST_ITEMS))).toEqual({ ok: true, items: MAX_REQUEST_ITEMS })
  expect(scanExport('logs', requestOf(MAX_REQUEST_ITEMS + 1))).toMatchObject({ reason: 'too-many' })
})

test('every truncation is malformed or ends the walk, and nothing throws', () => {
  const whole = aLogRequest([aLogRecord(), aLogRecord({ eventName: '' })])
  for (let length = 1; length < whole.length; length += 1) {
    const cut = whole.subarray(0, length)
    expect(scanExport('logs', cut)).toMatchObject({ ok: false, reason: 'malformed' })
    expect([...decodeLogs(cut)].at(-1)?.kind).toBe('rejected')
  }
})

test('5,000 mutations are scanned and decoded without throwing, and nothing lies outside its record', () => {
  const whole = aLogRequest([aLogRecord({ body: anyValue({ content: ['x'.repeat(600)] }) }), aLogRecord()])
  const random = seededRandom(7)
  for (let round = 0; round < 5_000; round += 1) {
    const bytes = Uint8Array.from(whole)
    for (let count = 1 + random(4); count > 0; count -= 1) bytes[random(bytes.length)] = random(256)

    const scan = scanExport('logs', bytes)
    const items = [...decodeLogs(bytes)]

    if (scan.ok) expect(items).toHaveLength(scan.items)
    for (const { offset, end, size } of items.flatMap(item =>
      item.kind === 'log' ? placesOf(item.log) : [],
    )) {
      expect(offset >= 0 && end <= size).toBe(true)
    }
  }
})

function placesOf(log: OtlpLog) {
  let before = 0
  return log.longValues.map(({ offset, length }) => {
    expect(offset).toBeGreaterThanOrEqual(before)
    before = offset + length
    return { offset, end: before, size: log.wire.length }
  })
}

function logsOf(bytes: Uint8Array): OtlpLog[] {
  return [...decodeLogs(bytes)].flatMap(item => (item.kind === 'log' ? [item.log] : []))
}
