import { describe, expect, test } from 'vitest'
import { MAX_REQUEST_ITEMS } from '../../../src-main/otlp/accept.ts'
import { decodeTraces } from '../../../src-main/otlp/decode-traces.ts'
import { scanExport } from '../../../src-main/otlp/scan-export.ts'
import { seededRandom } from '../../support/otlp-random.ts'
import {
  aFullRequest,
  anOrigin,
  aRequest,
  aSpan,
  emptySpans,
  lengthDelimited,
} from '../../support/otlp-requests.ts'

test('a request tells how many spans it holds', () => {
  expect(scanExport('traces', aFullRequest())).toEqual({ ok: true, items: 2 })
})

test('an empty request and one without spans are requests', () => {
  expect(scanExport('traces', new Uint8Array())).toEqual({ ok: true, items: 0 })
  expect(scanExport('traces', aRequest([], anOrigin()))).toEqual({ ok: true, items: 0 })
})

describe('what is no request is malformed', () => {
  const cases: Readonly<Record<string, Uint8Array>> = {
    'a web page': Buffer.from('<!doctype html><html><body>502 Bad Gateway</body></html>'),
    JSON: Buffer.from('{"resourceSpans":[]}'),
    'a text': Buffer.from('hello'),
    'a length of 4 GiB': Uint8Array.of(10, 0xff, 0xff, 0xff, 0xff, 0x0f),
    'a negative length': Uint8Array.of(10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
    'field number 0': Uint8Array.of(2, 0),
    'wire type 7': Uint8Array.of(15, 0),
    'spans that are a number': Uint8Array.of(8, 1),
    'groups without end': new Uint8Array(100_000).fill(0x1b),
    'a varint without end': new Uint8Array(64).fill(0xff),
    'a scope longer than its resource': lengthDelimited(10, Uint8Array.of(18, 5, 1)),
  }
  for (const [name, bytes] of Object.entries(cases)) {
    test(name, () => {
      expect(scanExport('traces', bytes)).toMatchObject({ ok: false, reason: 'malformed' })
    })
  }
})

test('spans, events and links count together, up to the limit and not one further', () => {
  const event = { name: '', timeUnixNano: 0n, attributes: new Map() }
  const link = { traceId: '', spanId: '', attributes: new Map() }
  const events = new Array(MAX_REQUEST_ITEMS - 2).fill(event)

  expect(scanExport('traces', aRequest([aSpan({ events, links: [link] })]))).toEqual({ ok: true, items: 1 })
  expect(scanExport('traces', aRequest([aSpan({ events, links: [link, link] })]))).toMatchObject({
    reason: 'too-many',
  })
})

test('8 MiB of empty spans are too many and take no memory', () => {
  const bytes = emptySpans(8 * 1024 * 1024)
  const heapBefore = process.memoryUsage().heapUsed

  const result = scanExport('traces', bytes)

  expect(result).toMatchObject({ ok: false, reason: 'too-many' })
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(16 * 1024 * 1024)
})

test('8 MiB of empty resources are too many', () => {
  const bytes = new Uint8Array(8 * 1024 * 1024).map((_, at) => (at % 2 === 0 ? 10 : 0))

  expect(scanExport('traces', bytes)).toMatchObject({ ok: false, reason: 'too-many' })
})

test('a request cut off at any byte is malformed, and decoding it never throws', () => {
  const bytes = aFullRequest()
  for (let length = 1; length < bytes.length; length += 1) {
    const cut = bytes.subarray(0, length)

    expect(scanExport('traces', cut)).toMatchObject({ ok: false, reason: 'malformed' })
    expect([...decodeTraces(cut)].at(-1)?.kind).toBe('rejected')
  }
})

test('20,000 random changes never make scanning or decoding throw', () => {
  const original = aFullRequest()
  const random = seededRandom(20_250_101)
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = original.slice(0, random(10) === 0 ? random(original.length) : original.length)
    for (let change = random(6); change >= 0; change -= 1) bytes[random(bytes.length)] = random(256)

    const scan = scanExport('traces', bytes)
    const items = [...decodeTraces(bytes)]

    if (scan.ok) expect(items).toHaveLength(scan.items)
  }
})

test('5,000 random texts are scanned and decoded without throwing', () => {
  const random = seededRandom(7)
  for (let round = 0; round < 5_000; round += 1) {
    const bytes = Uint8Array.from({ length: random(200) }, () => random(256))

    const scan = scanExport('traces', bytes)
    const items = [...decodeTraces(bytes)]

    if (scan.ok) expect(items).toHaveLength(scan.items)
  }
})
