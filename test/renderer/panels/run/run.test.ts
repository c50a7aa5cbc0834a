import { expect, test } from 'vitest'
import { describeGap } from '../../../../src-renderer/panels/run/describe-gap.ts'

test('a gap says what it does to the numbers', () => {
  const { label, explanation } = describeGap({ gap: 'unknown-price', count: 2, about: ['llama3.3:70b'] })

  expect(label).toBe('No price for 2 calls')
  expect(explanation).toContain('lower bound')
  expect(explanation).toContain('llama3.3:70b')
})
