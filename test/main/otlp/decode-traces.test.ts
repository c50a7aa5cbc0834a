import { Writer } from 'protobufjs/minimal.js'
import { describe, expect, test } from 'vitest'
import { decodeSpanWire, decodeTraces } from '../../../src-main/otlp/decode-traces.ts'
import { encodeSpan, encodeTraces } from '../../../src-main/otlp/encode-traces.ts'
import type { AttributeValue, OtlpSpan } from '../../../src-main/otlp/otlp-span.ts'
import {
  aFullRequest,
  anOrigin,
  aRequest,
  aSpan,
  lengthDelimited,
  SPAN_ID,
  TRACE_ID,
} from '../../support/otlp-requests.ts'

test('a span keeps its ids, times, status, events, links and sender', () => {
  const [span, parent] = spansOf(aFullRequest())

  expect(span).toMatchObject({
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: '00f067aa0ba902b7',
    name: 'chat gpt-5',
    otelKind: 3,
    startUnixNano: 1_700_000_000_123_456_789n,
    endUnixNano: 1_700_000_001_987_654_321n,
    statusCode: 'error',
    statusMessage: 'rate limited',
    links: [{ traceId: TRACE_ID, spanId: SPAN_ID, attributes: new Map([['why', 'retry']]) }],
    origin: anOrigin(),
  })
  expect(span?.events[0]).toMatchObject({ name: 'exception', timeUnixNano: 1_700_000_000_500_000_000n })
  expect(parent).toMatchObject({ name: 'agent', parentSpanId: undefined, statusCode: 'ok' })
  expect(parent?.origin).toBe(span?.origin)
})

test('every kind of attribute value arrives as it was sent', () => {
  const [span] = spansOf(aFullRequest())

  expect([...(span?.attributes ?? [])].slice(0, -1)).toEqual([
    ['gen_ai.request.model', 'gpt-5'],
    ['gen_ai.usage.input_tokens', 1200],
    ['big', 9_007_199_254_740_993n],
    ['temperature', 0.7],
    ['stream', true],
    ['raw', new Uint8Array([0, 255, 1])],
    ['nothing', null],
    ['stop', ['a', 1, ['nested']]],
    ['tool', new Map([['name', 'search']])],
  ])
})

test('integers are exact at both ends of 64 bits', () => {
  const values = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n, -1n, 2n ** 53n - 1n]
  const [span] = spansOf(aRequest([aSpan({ attributes: new Map([['values', values]]) })]))

  expect(span?.attributes.get('values')).toEqual([
    2n ** 63n - 1n,
    -(2n ** 63n),
    2n ** 53n,
    -1,
    Number.MAX_SAFE_INTEGER,
  ])
})

test('a span without end, parent or status has none', () => {
  const [span] = spansOf(aRequest([aSpan({ endUnixNano: undefined, statusCode: 'unset' })]))

  expect(span).toMatchObject({ endUnixNano: undefined, parentSpanId: undefined, statusCode: 'unset' })
})

test('the wire bytes of a span decode to the same span and build the same request', () => {
  const bytes = aFullRequest()
  const spans = spansOf(bytes)

  for (const span of spans) expect(decodeSpanWire(span.wire, span.origin)).toEqual(span)
  expect(encodeTraces([{ origin: anOrigin(), spans: spans.map(span => span.wire) }])).toEqual(bytes)
})

test('long texts are found by key, place and length, in the order they lie in the wire bytes', () => {
  const [span] = spansOf(aFullRequest())
  if (span === undefined) throw new Error('no span')

  expect(span.longValues.map(each => each.key)).toEqual(['prompt', 'event:stack'])
  const texts = span.longValues.map(({ offset, length }) =>
    Buffer.from(span.wire.subarray(offset, offset + length)).toString(),
  )
  expect(texts).toEqual([span.attributes.get('prompt'), span.events[0]?.attributes.get('stack')])
})

test('a text counts as long by its bytes, also within lists and maps, and under the key of its attribute', () => {
  const attributes = new Map<string, AttributeValue>([
    ['short', 'x'.repeat(255)],
    ['long', 'ü'.repeat(128)],
    ['in a list', ['y'.repeat(600), new Map([['text', 'z'.repeat(700)]])]],
    ['last is a number', 7],
  ])
  const [span] = spansOf(aRequest([aSpan({ attributes })]))

  expect(span?.longValues.map(({ key, length }) => [key, length])).toEqual([
    ['long', 256],
    ['in a list', 600],
    ['in a list', 700],
  ])
})

test('cutting long texts out and putting them back gives the same bytes', () => {
  const [span] = spansOf(aFullRequest())
  if (span === undefined) throw new Error('no span')
  const rest: Uint8Array[] = []
  const texts: Uint8Array[] = []
  let at = 0
  for (const { offset, length } of span.longValues) {
    rest.push(span.wire.subarray(at, offset))
    texts.push(span.wire.subarray(offset, offset + length))
    at = offset + length
  }

  const joined = rest.flatMap((piece, index) => [piece, texts[index] ?? new Uint8Array()])
  expect(Buffer.concat([...joined, span.wire.subarray(at)])).toEqual(Buffer.from(span.wire))
})

describe('a span that cannot be stored is rejected and costs no other', () => {
  const good = encodeSpan(aSpan())
  const cases: Readonly<Record<string, Uint8Array>> = {
    'an empty span': new Uint8Array(),
    'a trace id of zeros': encodeSpan(aSpan({ traceId: '0'.repeat(32) })),
    'a span id of zeros': encodeSpan(aSpan({ spanId: '0'.repeat(16) })),
    'a short trace id': encodeSpan(aSpan({ traceId: 'abcd' })),
    'a long span id': encodeSpan(aSpan({ spanId: 'ab'.repeat(40) })),
    'a length that lies': Uint8Array.of(10, 100, 1),
    'wire type 7': Uint8Array.of(15),
    'field number 0': Uint8Array.of(0, 0),
    'an endless group': new Uint8Array(10_000).fill(0x1b),
  }
  for (const [name, bad] of Object.entries(cases)) {
    test(name, () => {
      const items = [...decodeTraces(encodeTraces([{ origin: anOrigin(), spans: [good, bad, good] }]))]

      expect(items.map(item => item.kind)).toEqual(['span', 'rejected', 'span'])
    })
  }
})

test('a broken attribute is left out, and one with a broken value keeps its bytes', () => {
  const broken = lengthDelimited(74, Uint8Array.of(10, 200, 1))
  const brokenValue = Buffer.concat([
    lengthDelimited(10, Buffer.from('k')),
    lengthDelimited(18, Uint8Array.of(10, 9, 1)),
  ])
  const wire = Buffer.concat([encodeSpan(aSpan()), broken, lengthDelimited(74, brokenValue)])
  const [span] = spansOf(encodeTraces([{ origin: anOrigin(), spans: [wire] }]))

  expect([...(span?.attributes ?? [])]).toEqual([['k', Uint8Array.of(10, 9, 1)]])
  expect(span?.wire).toEqual(new Uint8Array(wire))
})

test('bytes that are no UTF-8 become replacement characters', () => {
  const value = lengthDelimited(18, lengthDelimited(10, Uint8Array.of(0x68, 0x69, 0xe2, 0x82)))
  const attribute = lengthDelimited(74, Buffer.concat([lengthDelimited(10, Buffer.from('cut')), value]))
  const wire = Buffer.concat([encodeSpan(aSpan()), attribute])
  const [span] = spansOf(encodeTraces([{ origin: anOrigin(), spans: [wire] }]))

  expect(span?.attributes.get('cut')).toBe('hi\uFFFD')
})

test('at most 1,024 attributes of a span are decoded; the wire bytes keep all', () => {
  const attributes = new Map(Array.from({ length: 1_500 }, (_, index) => [`k${index}`, index]))
  const [span] = spansOf(aRequest([aSpan({ attributes })]))

  expect(span?.attributes.size).toBe(1_024)
  expect(span?.wire).toEqual(new Uint8Array(encodeSpan(aSpan({ attributes }))))
})

test('a value nested deeper than 64 ends in bytes', () => {
  const wire = Buffer.concat([
    encodeSpan(aSpan()),
    lengthDelimited(74, Buffer.concat([lengthDelimited(10, Buffer.from('deep')), nestedWire(5_000)])),
  ])
  const [deep] = spansOf(encodeTraces([{ origin: anOrigin(), spans: [wire] }]))
  let inner = deep?.attributes.get('deep')
  let levels = 0
  for (; Array.isArray(inner); levels += 1) inner = inner[0]
  expect(levels).toBe(64)
  expect(inner).toBeInstanceOf(Uint8Array)
})

test('a list of millions of values stays bytes instead of filling the memory', () => {
  const list = lengthDelimited(
    42,
    new Uint8Array(4_000_000).map((_, at) => (at % 2 === 0 ? 10 : 0)),
  )
  const attribute = Buffer.concat([lengthDelimited(10, Buffer.from('list')), lengthDelimited(18, list)])
  const wire = Buffer.concat([encodeSpan(aSpan()), lengthDelimited(74, attribute)])
  const [span] = spansOf(encodeTraces([{ origin: anOrigin(), spans: [wire] }]))

  const kept = span?.attributes.get('list')
  expect(kept instanceof Uint8Array && Buffer.compare(kept, list)).toBe(0)
})

test('a key named __proto__ is a key like any other', () => {
  const attributes = new Map<string, AttributeValue>([['__proto__', new Map([['__proto__', 'x']])]])
  const [span] = spansOf(aRequest([aSpan({ attributes })]))

  expect(span?.attributes).toEqual(attributes)
})

test('resource, scope and schema count wherever they lie in their message', () => {
  const span = lengthDelimited(18, encodeSpan(aSpan()))
  const scope = lengthDelimited(10, Writer.create().uint32(10).string('late').finish())
  const resource = aResource('late-service')
  const message = Buffer.concat([
    lengthDelimited(18, Buffer.concat([span, scope])),
    resource,
    lengthDelimited(26, Buffer.from('url')),
  ])
  const [decoded] = spansOf(lengthDelimited(10, message))

  expect(decoded?.origin).toEqual({
    resource: new Map([['service.name', 'late-service']]),
    scopeName: 'late',
    scopeVersion: '',
    schemaUrl: 'url',
  })
})

function spansOf(bytes: Uint8Array): OtlpSpan[] {
  return [...decodeTraces(bytes)].flatMap(item => (item.kind === 'span' ? [item.span] : []))
}

function aResource(serviceName: string): Uint8Array {
  const writer = Writer.create()
  writer.uint32(10).fork().uint32(10).fork().uint32(10).string('service.name')
  writer.uint32(18).fork().uint32(10).string(serviceName).ldelim().ldelim().ldelim()
  return writer.finish()
}

/** The value field of a KeyValue: arrays of one element, `depth` deep. */
function nestedWire(depth: number): Uint8Array {
  let value: Uint8Array = lengthDelimited(10, Buffer.from('core'))
  for (let level = 0; level < depth; level += 1) value = lengthDelimited(42, lengthDelimited(10, value))
  return lengthDelimited(18, value)
}
