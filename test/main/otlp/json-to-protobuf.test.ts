import { describe, expect, test } from 'vitest'
import { decodeTraces } from '../../../src-main/otlp/decode-traces.ts'
import { jsonToProtobuf } from '../../../src-main/otlp/json-to-protobuf.ts'
import type { OtlpSpan } from '../../../src-main/otlp/otlp-span.ts'
import { seededRandom } from '../../support/otlp-random.ts'
import { SPAN_ID, TRACE_ID } from '../../support/otlp-requests.ts'

test('a JSON request says the same as its protobuf twin', () => {
  const [span] = spansOf(
    requestJson(`{
      "traceId": "${TRACE_ID.toUpperCase()}", "spanId": "${SPAN_ID}", "parentSpanId": "00F067AA0BA902B7",
      "name": "chat", "kind": 3, "startTimeUnixNano": "1700000000123456789", "endTimeUnixNano": 1700000001987654321,
      "status": { "code": 2, "message": "rate limited" },
      "attributes": [
        { "key": "text", "value": { "stringValue": "hällo" } },
        { "key": "flag", "value": { "boolValue": false } },
        { "key": "int text", "value": { "intValue": "-9223372036854775808" } },
        { "key": "int number", "value": { "intValue": 9007199254740993 } },
        { "key": "small", "value": { "intValue": 42 } },
        { "key": "double", "value": { "doubleValue": 0.25 } },
        { "key": "large double", "value": { "doubleValue": 151115727451828646838272 } },
        { "key": "nan", "value": { "doubleValue": "NaN" } },
        { "key": "infinity", "value": { "doubleValue": "-Infinity" } },
        { "key": "bytes", "value": { "bytesValue": "AAH/" } },
        { "key": "list", "value": { "arrayValue": { "values": [{ "intValue": "1" }, {}, { "stringValue": "" }] } } },
        { "key": "map", "value": { "kvlistValue": { "values": [{ "key": "a", "value": { "boolValue": true } }] } } },
        { "key": "empty", "value": {} }
      ],
      "events": [{ "name": "first token", "timeUnixNano": "1700000000200000000", "attributes": [] }],
      "links": [{ "traceId": "${TRACE_ID}", "spanId": "${SPAN_ID}" }]
    }`),
  )

  expect(span).toMatchObject({
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: '00f067aa0ba902b7',
    name: 'chat',
    otelKind: 3,
    startUnixNano: 1_700_000_000_123_456_789n,
    endUnixNano: 1_700_000_001_987_654_321n,
    statusCode: 'error',
    statusMessage: 'rate limited',
    events: [{ name: 'first token', timeUnixNano: 1_700_000_000_200_000_000n }],
    links: [{ traceId: TRACE_ID, spanId: SPAN_ID }],
    origin: {
      scopeName: 'sdk',
      scopeVersion: '2',
      schemaUrl: 'url',
      resource: new Map([['service.name', 'json']]),
    },
  })
  expect(Object.fromEntries(span?.attributes ?? [])).toEqual({
    text: 'hällo',
    flag: false,
    'int text': -(2n ** 63n),
    'int number': 9_007_199_254_740_993n,
    small: 42,
    double: 0.25,
    'large double': 2 ** 77,
    nan: Number.NaN,
    infinity: Number.NEGATIVE_INFINITY,
    bytes: Uint8Array.of(0, 1, 255),
    list: [1, null, ''],
    map: new Map([['a', true]]),
    empty: null,
  })
})

test('fields nobody knows and names in snake case are ignored', () => {
  const [span] = spansOf(
    spanJson('"trace_state": "x", "newField": { "deep": [1] }, "start_time_unix_nano": "5"'),
  )

  expect(span).toMatchObject({ spanId: SPAN_ID, startUnixNano: 0n })
})

test('enum names leave kind and status unset and keep the span', () => {
  const [span] = spansOf(
    spanJson('"kind": "SPAN_KIND_CLIENT", "status": { "code": "STATUS_CODE_ERROR", "message": "m" }'),
  )

  expect(span).toMatchObject({ otelKind: 0, statusCode: 'unset', statusMessage: 'm' })
})

test('members of the wrong type are left out and keep the span', () => {
  const [span] = spansOf(
    spanJson(`"name": 7, "startTimeUnixNano": "soon", "endTimeUnixNano": -1, "events": {}, "attributes": [
      { "key": "a", "value": { "intValue": "1.5" } }, { "key": "b", "value": { "intValue": "99999999999999999999" } },
      { "key": "c", "value": { "doubleValue": "much" } }, { "key": "d", "value": "bare" }]`),
  )

  expect(span).toMatchObject({ name: '', startUnixNano: 0n, endUnixNano: undefined, events: [] })
  expect(Object.fromEntries(span?.attributes ?? [])).toEqual({ a: null, b: null, c: null, d: null })
})

test('a span without valid ids, or that is no object, is rejected alone', () => {
  const good = `{ "traceId": "${TRACE_ID}", "spanId": "${SPAN_ID}" }`
  const bytes = bytesOf(requestJson(`{ "traceId": "${Buffer.from('0').toString('base64')}" }, 5, ${good}`))

  expect([...decodeTraces(bytes)].map(item => item.kind)).toEqual(['rejected', 'rejected', 'span'])
})

test('a key named __proto__ changes nothing else', () => {
  const [span] = spansOf(
    spanJson(
      '"__proto__": { "name": "evil" }, "attributes": [{ "__proto__": { "key": "evil" }, "key": "__proto__", "value": { "stringValue": "x" } }]',
    ),
  )

  expect(span?.name).toBe('')
  expect([...(span?.attributes ?? [])]).toEqual([['__proto__', 'x']])
})

test('a request without spans is a request', () => {
  for (const json of [
    '{}',
    '{"resourceSpans":[]}',
    '{"resourceSpans":null}',
    '\uFEFF{}',
    '{"resourceSpans":[{}]}',
  ]) {
    expect(jsonToProtobuf(Buffer.from(json))).toMatchObject({ ok: true })
  }
})

describe('what is no request is malformed', () => {
  const cases = [
    '',
    '[]',
    'null',
    '7',
    '"x"',
    '{',
    '{"resourceSpans":{}}',
    '<html></html>',
    '{"resourceSpans":[}',
  ]
  for (const json of cases) {
    test(JSON.stringify(json), () => {
      expect(jsonToProtobuf(Buffer.from(json))).toMatchObject({ ok: false, reason: 'malformed' })
    })
  }
})

test('JSON nested without end is malformed, not a stack overflow', () => {
  const deep = `{"resourceSpans":${'['.repeat(200_000)}${']'.repeat(200_000)}}`

  expect(jsonToProtobuf(Buffer.from(deep))).toMatchObject({ ok: false, reason: 'malformed' })
})

test('values nested 64 deep are read, and brackets within a text do not count', () => {
  let value = '{ "stringValue": "[[[{{{\\"" }'
  for (let depth = 1; depth < 64; depth += 1) value = `{ "arrayValue": { "values": [${value}] } }`
  const [span] = spansOf(spanJson(`"attributes": [{ "key": "deep", "value": ${value} }]`))

  let inner = span?.attributes.get('deep')
  while (Array.isArray(inner)) inner = inner[0]
  expect(inner).toBe('[[[{{{"')
})

test('millions of empty objects are too many', () => {
  const json = `{"resourceSpans":[${'{},'.repeat(3_000_000)}{}]}`

  expect(jsonToProtobuf(Buffer.from(json))).toMatchObject({ ok: false, reason: 'too-many' })
})

test('10,000 random changes never make a conversion throw', () => {
  const original = Buffer.from(
    requestJson(`{ "traceId": "${TRACE_ID}", "spanId": "${SPAN_ID}", "startTimeUnixNano": "5",
    "attributes": [{ "key": "k", "value": { "intValue": 7 } }] }`),
  )
  const random = seededRandom(42)
  for (let round = 0; round < 10_000; round += 1) {
    const bytes = Uint8Array.from(original)
    for (let change = random(3); change >= 0; change -= 1) bytes[random(bytes.length)] = random(128)

    const result = jsonToProtobuf(bytes)

    if (result.ok) expect([...decodeTraces(result.bytes)].length).toBeLessThan(2)
  }
})

function requestJson(spans: string): string {
  return `{ "resourceSpans": [{
    "resource": { "attributes": [{ "key": "service.name", "value": { "stringValue": "json" } }] },
    "scopeSpans": [{ "scope": { "name": "sdk", "version": "2" }, "spans": [${spans}], "schemaUrl": "url" }]
  }] }`
}

function spanJson(members: string): string {
  return requestJson(`{ "traceId": "${TRACE_ID}", "spanId": "${SPAN_ID}", ${members} }`)
}

function bytesOf(json: string): Uint8Array {
  const result = jsonToProtobuf(Buffer.from(json))
  if (!result.ok) throw new Error(result.message)
  return result.bytes
}

function spansOf(json: string): OtlpSpan[] {
  return [...decodeTraces(bytesOf(json))].flatMap(item => (item.kind === 'span' ? [item.span] : []))
}
