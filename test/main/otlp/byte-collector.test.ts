import { expect, test } from 'vitest'
import { collectKnownLength, collectUnknownLength } from '../../../src-main/otlp/byte-collector.ts'

test.each([
  ['of the length that was told', () => collectKnownLength(6)],
  ['longer than was told', () => collectKnownLength(2)],
  ['shorter than was told', () => collectKnownLength(60)],
  ['of unknown length', () => collectUnknownLength()],
])('a body %s comes out whole, in memory of its own', (_, create) => {
  const body = create()

  for (const piece of [[1, 2], [3], [4, 5, 6]]) body.append(new Uint8Array(piece))
  const bytes = body.take()

  expect([...bytes]).toEqual([1, 2, 3, 4, 5, 6])
  expect(bytes.buffer.byteLength).toBe(6)
})
