import { expect, test } from 'vitest'
import { spanIdOfUuid, traceIdOfUuid } from '../../../src-main/importers/uuid-ids.ts'

test('a random UUID gives the ids that the OTLP exporters of its owners give it', () => {
  expect(traceIdOfUuid('x', '7d0c1f5e-2f0e-4a53-9a0c-0f2b6b1f9a01')).toBe('7d0c1f5e2f0e4a539a0c0f2b6b1f9a01')
  expect(spanIdOfUuid('x', '7D0C1F5E-2F0E-4A53-9A0C-0F2B6B1F9A01')).toBe('7d0c1f5e2f0e4a53')
  expect(spanIdOfUuid('x', 'b7ad6b7169203331')).toBe('b7ad6b7169203331')
})

test('UUIDs made of a time share their first half, so they are told apart by a digest', () => {
  const first = spanIdOfUuid('x', '0199a213-81c0-7800-8aa1-bbab2a035a53')
  const second = spanIdOfUuid('x', '0199a213-81c0-7800-8aa1-bbab2a035a54')

  expect(first).toMatch(/^[0-9a-f]{16}$/)
  expect(first).not.toBe(second)
})

test('any other id gives a valid one, and always the same', () => {
  for (const id of ['tr_9f2', '', '0'.repeat(32), '00000000-0000-0000-0000-000000000000']) {
    expect(traceIdOfUuid('x', id)).toMatch(/^(?!0+$)[0-9a-f]{32}$/)
    expect(spanIdOfUuid('x', id)).toMatch(/^(?!0+$)[0-9a-f]{16}$/)
    expect(spanIdOfUuid('x', id)).toBe(spanIdOfUuid('x', id))
    expect(spanIdOfUuid('x', id)).not.toBe(spanIdOfUuid('y', id))
  }
})
