import { expect, test } from 'vitest'
import { formatPlace, type Place, parsePlace } from '../../../src-renderer/state/location.ts'

const places: readonly Place[] = [
  { view: 'runs' },
  { view: 'settings' },
  { view: 'search', text: '"exact phrase" & more' },
  { view: 'compare', left: undefined, right: undefined },
  { view: 'compare', left: 'abc', right: undefined },
  { view: 'compare', left: 'abc', right: 'def', row: 12, others: ['ghi', 'jkl'] },
  { view: 'sessions', text: 'a & b' },
  { view: 'session', sessionId: 'team/chat 7?ü#%&=' },
  { view: 'run', runId: 'abc', spanId: undefined, show: 'waterfall' },
  { view: 'run', runId: 'abc', spanId: 'def', show: 'graph' },
  { view: 'run', runId: 'abc', spanId: 'def', show: 'context' },
]

test.each(places)('a link to %o leads there', place => {
  expect(parsePlace(formatPlace(place))).toEqual(place)
})

test('a link to nowhere leads to the runs', () => {
  expect(parsePlace('')).toEqual({ view: 'runs' })
  expect(parsePlace('#/nothing/here')).toEqual({ view: 'runs' })
})
