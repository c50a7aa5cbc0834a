import { expect, test } from 'vitest'
import { printCall } from '../../../../src-renderer/panels/inspector/copy-call.ts'
import { filterAttributes } from '../../../../src-renderer/panels/inspector/filter-attributes.ts'
import { groupConversation } from '../../../../src-renderer/panels/inspector/group-conversation.ts'
import { findAskedBy, summarizeArguments } from '../../../../src-renderer/panels/inspector/join-tools.ts'
import { listTabs } from '../../../../src-renderer/panels/inspector/list-tabs.ts'
import { readToolBlock, toolNameOf } from '../../../../src-renderer/panels/inspector/read-tool-call.ts'
import { listBuckets } from '../../../../src-renderer/panels/inspector/usage-parts.ts'
import {
  aCall,
  aCallBlock,
  aSpanDetail,
  aSpanSummary,
  aUsage,
  exact,
  UNKNOWN,
} from '../../../support/renderer-data.ts'

const system = aCallBlock('Be careful.', { section: 'system', role: 'system', isNew: false })
const tool = aCallBlock('{"name":"bash","description":"runs"}', {
  section: 'tools',
  kind: 'tool-definition',
  isNew: false,
})
const question = aCallBlock('What time is it?', { message: 0, isNew: false })
const asked = aCallBlock('{"arguments":{"command":"date","tries":2},"name":"bash"}', {
  message: 1,
  role: 'assistant',
  kind: 'tool-call',
  name: 'bash',
  toolCallId: 'c1',
  isNew: false,
})
const returned = aCallBlock('noon', {
  message: 2,
  role: 'tool',
  kind: 'tool-result',
  name: 'bash',
  toolCallId: 'c1',
})
const answer = aCallBlock('It is noon.', { section: 'output', role: 'assistant' })
const blocks = [system, tool, question, asked, returned, answer]

test('what was sent before is set apart from what is new', () => {
  const { earlier, recent, answer: written } = groupConversation({ blocks })

  expect(earlier.tools).toEqual([tool])
  expect(earlier.messages.map(message => message.role)).toEqual(['system', 'user', 'assistant'])
  expect(recent.messages.map(message => message.role)).toEqual(['tool'])
  expect(recent.tools).toEqual([])
  expect(written.map(message => message.role)).toEqual(['assistant'])
})

test('an old message after a new one stays in its place', () => {
  const late = aCallBlock('and again', { message: 3, isNew: false })

  expect(
    groupConversation({ blocks: [question, returned, late] }).recent.messages.map(message => message.isNew),
  ).toEqual([true, false])
})

test('a prompt with nothing new is all earlier', () => {
  const { earlier, recent } = groupConversation({ blocks: [question, asked] })

  expect(earlier.messages).toHaveLength(2)
  expect(recent).toEqual({ messages: [], tools: [] })
})

test('instructions and tools that changed are new', () => {
  const changed = [
    { ...system, isNew: true },
    { ...tool, isNew: true },
  ]
  const { earlier, recent } = groupConversation({ blocks: [...changed, question, returned] })

  expect(recent.messages.map(message => message.role)).toEqual(['system', 'tool'])
  expect(recent.tools).toHaveLength(1)
  expect(earlier.tools).toEqual([])
})

test('the parts of one message stay together', () => {
  const parts = [aCallBlock('one', { message: 4 }), aCallBlock('two', { message: 4 })]

  expect(groupConversation({ blocks: parts }).recent.messages.map(message => message.blocks.length)).toEqual([
    2,
  ])
})

test('a result finds the call that asked for it', () => {
  const asking = findAskedBy(blocks).get('c1')

  expect(asking).toBe(asked)
  expect(summarizeArguments(readToolBlock(asked).content)).toBe('command: "date", tries: 2')
})

test('a result that looks like a call is shown as it came', () => {
  const text = '{"arguments":1,"name":"bash"}'

  expect(readToolBlock(aCallBlock(text, { kind: 'tool-result' })).content).toBe(text)
})

test('a tool is named by its definition, wrapped or not', () => {
  const wrapped = aCallBlock('{"type":"function","function":{"name":"grep"}}', { kind: 'tool-definition' })

  expect(toolNameOf(tool)).toBe('bash')
  expect(toolNameOf(wrapped)).toBe('grep')
})

test('a call copies as text in reading order', () => {
  const text = printCall(aCall({ blocks }))

  expect(text.match(/^## .*/gm)).toEqual([
    '## system',
    '## tools',
    '## user',
    '## assistant',
    '## tool',
    '## assistant',
  ])
  expect(text).toContain('[tool-result bash c1]\nnoon')
})

test('the buckets share what is known and invent nothing for the rest', () => {
  const buckets = listBuckets(
    aUsage({ freshInput: exact(300), cacheRead: exact(100), cacheWrite: UNKNOWN, output: exact(0) }),
  )

  expect(buckets.map(bucket => bucket.sharePercent)).toEqual([75, 25, 0, 0])
  expect(
    listBuckets(aUsage({ freshInput: UNKNOWN, cacheRead: UNKNOWN, cacheWrite: UNKNOWN, output: UNKNOWN }))[0],
  ).toMatchObject({
    sharePercent: 0,
  })
})

test('a span has the tabs it can fill, its error first', () => {
  const failed = aSpanSummary({ kind: 'llm', status: 'error' })

  expect(listTabs(failed, aSpanDetail(failed)).map(tab => tab.id)).toEqual([
    'error',
    'conversation',
    'usage',
    'attributes',
    'events',
  ])
  expect(listTabs(aSpanSummary(), undefined).map(tab => tab.id)).toEqual(['attributes', 'events'])
})

test('attributes are found by key and by value', () => {
  const attributes = [
    { key: 'gen_ai.request.model', value: 'gpt-5' },
    { key: 'files', value: ['Plan.ts'] },
  ]

  expect(filterAttributes(attributes, 'MODEL')).toEqual([attributes[0]])
  expect(filterAttributes(attributes, 'plan')).toEqual([attributes[1]])
})
