import { expect, test } from 'vitest'
import { sayWhat } from '../../../src-renderer/tree/say-what.ts'
import { aSpanSummary } from '../../support/renderer-data.ts'

test.each([
  ['chat claude-sonnet-4-5', 'claude-sonnet-4-5-20250929', undefined],
  ['chat gpt-5', 'gpt-5', undefined],
  ['ask the model', 'gpt-5', 'gpt-5'],
  ['a span', null, undefined],
])('"%s" of model %s adds %s', (name, model, what) => {
  expect(sayWhat(aSpanSummary({ name, model }))).toBe(what)
})
