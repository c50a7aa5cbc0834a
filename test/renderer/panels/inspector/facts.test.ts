import { expect, test } from 'vitest'
import type { RunContext } from '#contract/context.ts'
import { numberSteps } from '../../../../src-renderer/panels/inspector/facts/number-steps.ts'
import {
  cacheState,
  readFacts,
  sumTokens,
} from '../../../../src-renderer/panels/inspector/facts/read-facts.ts'
import { tokensText } from '../../../../src-renderer/panels/inspector/facts/tokens-text.ts'
import { aCallBlock, aSpanSummary, UNKNOWN } from '../../../support/renderer-data.ts'

const system = aCallBlock('Be careful.', { section: 'system', role: 'system', isNew: false })
const asked = aCallBlock('{"name":"bash"}', { role: 'assistant', kind: 'tool-call', isNew: false })
const returned = aCallBlock('noon', { role: 'tool', kind: 'tool-result' })
const answer = aCallBlock('It is noon.', { section: 'output', role: 'assistant' })
const call = { spanId: 'third', blocks: [system, asked, returned, answer] }

const block = (
  of: typeof system,
  firstCall: number,
  value: number | undefined,
  sourceSpanId: string | null,
) => ({
  blockId: of.block.blockId,
  kind: of.block.kind,
  section: of.section,
  role: of.role,
  name: null,
  sizeBytes: of.block.sizeBytes,
  tokens: value === undefined ? UNKNOWN : ({ confidence: 'estimated', value } as const),
  firstCall,
  calls: 3,
  sourceSpanId,
})

const aContextCall = (spanId: string, cachedLength: number | null) => ({
  spanId,
  startNs: 0,
  model: null,
  agentName: null,
  baseCall: null,
  baseLength: 0,
  added: [],
  answer: [],
  promptLength: 3,
  promptBytes: 10,
  input: UNKNOWN,
  cacheRead: UNKNOWN,
  output: UNKNOWN,
  cost: UNKNOWN,
  cachedLength,
})

const context: RunContext = {
  blocks: [
    block(system, 0, 1200, null),
    block(asked, 1, 40, 'first'),
    block(returned, 2, undefined, 'tool'),
    block(answer, 2, 12, 'third'),
  ],
  calls: [aContextCall('first', null), aContextCall('second', null), aContextCall('third', 2)],
  breaks: [],
  withoutContent: 0,
}

test('a block tells since when it is sent, where it came from and whether it was cached', () => {
  const factsOf = readFacts(context, call)

  expect(factsOf(system)).toMatchObject({
    sinceSpanId: 'first',
    ageCalls: 2,
    isCached: true,
    sourceSpanId: null,
  })
  expect(factsOf(asked)).toMatchObject({ sinceSpanId: 'second', ageCalls: 1, sourceSpanId: 'first' })
  expect(factsOf(returned)).toMatchObject({
    sinceSpanId: null,
    ageCalls: 0,
    isCached: false,
    sourceSpanId: 'tool',
  })
  expect(factsOf(answer)).toMatchObject({ sourceSpanId: null, isCached: null })
})

test('tokens of several blocks add up, and what is missing makes the sum a lower bound', () => {
  const facts = call.blocks.map(readFacts(context, call))

  expect(tokensText(sumTokens(facts.slice(0, 2)))).toBe('1,240 tokens (estimated)')
  expect(tokensText(sumTokens(facts))).toBe('≥ 1,252 tokens (estimated)')
  expect(tokensText(sumTokens(facts.slice(2, 3)))).toBeUndefined()
  expect(cacheState(facts.slice(0, 2))).toBe('cached')
  expect(cacheState(facts)).toBe('partly cached')
  expect(cacheState([])).toBe('not told')
})

test('a call that the map does not know has no facts', () => {
  expect(readFacts(context, { ...call, spanId: 'fourth' })(system)).toBeUndefined()
})

test('steps are counted as comparing counts them: what only holds others is none', () => {
  const spans = [
    aSpanSummary({ spanId: 'root', kind: 'agent' }),
    aSpanSummary({ spanId: 'b', kind: 'tool', parentSpanId: 'root', startNs: 20 }),
    aSpanSummary({ spanId: 'a', kind: 'llm', parentSpanId: 'root', startNs: 10 }),
  ]

  expect([...numberSteps(spans)]).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})
