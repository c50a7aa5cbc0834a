import { expect, test } from 'vitest'
import { describeWithheld } from '../../../../src-renderer/panels/inspector/withheld-line.tsx'

test('what was taken out of a span is told by rule and by mode', () => {
  const redactions = [
    { name: 'openai-key', count: 2 },
    { name: 'email', count: 1 },
  ]

  expect(describeWithheld({ redactions, captureMode: null, leftOutValues: 0, leftOutBytes: 0 })).toBe(
    'Not stored: redacted: openai-key 2×, email 1×',
  )
  expect(
    describeWithheld({ redactions: [], captureMode: 'minimal', leftOutValues: 3, leftOutBytes: 4096 }),
  ).toBe('Not stored: 3 values (4.1 kB) left out by the capture mode “minimal”')
})
