import { expect, test } from 'vitest'
import { attributesToJson } from '../../../src-main/otlp/attributes-to-json.ts'
import { decodeSpanWire } from '../../../src-main/otlp/decode-traces.ts'
import { encodeSpan } from '../../../src-main/otlp/encode-traces.ts'
import { decodeOrigin, encodeOrigin } from '../../../src-main/otlp/origin-bytes.ts'
import type { AttributeValue } from '../../../src-main/otlp/otlp-span.ts'
import { anOrigin, aSpan } from '../../support/otlp-requests.ts'

test('an encoded span decodes to what was encoded', () => {
  const content = aSpan({
    attributes: new Map<string, AttributeValue>([
      ['zero', -0],
      ['fraction', 1.5],
      ['huge', 1e300],
      ['infinite', Number.POSITIVE_INFINITY],
      ['whole', -3],
      ['nested', [new Map([['x', [null, true]]])]],
    ]),
  })

  const { origin, wire, longValues, ...decoded } = decodeSpanWire(encodeSpan(content), anOrigin()) ?? {}

  expect(decoded).toEqual(content)
})

test('an origin survives its bytes', () => {
  const origin = anOrigin({
    resource: new Map<string, AttributeValue>([
      ['pid', 7],
      ['tags', ['a', 'b']],
    ]),
  })
  const bare = anOrigin({ resource: new Map(), scopeName: '', scopeVersion: '', schemaUrl: '' })

  expect(decodeOrigin(encodeOrigin(origin))).toEqual(origin)
  expect(decodeOrigin(encodeOrigin(bare))).toEqual(bare)
})

test('attributes become JSON that keeps large integers, bytes and strange keys', () => {
  const attributes = new Map<string, AttributeValue>([
    ['big', 2n ** 60n],
    ['bytes', Uint8Array.of(1, 2, 3)],
    ['nan', Number.NaN],
    ['map', new Map<string, AttributeValue>([['__proto__', [1, null]]])],
  ])

  expect(JSON.stringify(attributesToJson(attributes))).toBe(
    '[{"key":"big","value":"1152921504606846976"},{"key":"bytes","value":"AQID"},' +
      '{"key":"nan","value":"NaN"},{"key":"map","value":{"__proto__":[1,null]}}]',
  )
})
