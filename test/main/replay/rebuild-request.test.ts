import { expect, test } from 'vitest'
import type { Call, CallBlock } from '../../../src-main/contract/call.ts'
import { rebuildRequest } from '../../../src-main/replay/rebuild-request.ts'
import { createToolResults } from '../../../src-main/replay/tool-results.ts'

test('system, tools, messages and parameters come back as they were recorded', () => {
  const { request, gaps } = rebuildRequest(
    aCall(
      [
        block('system', 0, 'system', 'text', 'Be brief.'),
        block('tools', 0, 'system', 'tool-definition', '{"input_schema":{"type":"object"},"name":"look"}'),
        block('input', 0, 'user', 'text', 'Look.'),
        block('input', 1, 'assistant', 'tool-call', '{"arguments":{"at":"sky"},"name":"look"}', 'c1'),
        block('input', 2, 'user', 'tool-result', 'blue', 'c1'),
        block('input', 2, 'user', 'text', 'And now?'),
      ],
      { temperature: 0.2, max_completion_tokens: 50, stop: ['END'], stream: true },
    ),
  )

  expect(request).toMatchObject({
    system: ['Be brief.'],
    tools: [{ name: 'look', parameters: { type: 'object' } }],
    messages: [
      { role: 'user', parts: [{ text: 'Look.' }] },
      { role: 'assistant', parts: [{ kind: 'tool-call', id: 'c1', arguments: { at: 'sky' } }] },
      { role: 'tool', parts: [{ kind: 'tool-result', id: 'c1', name: 'look', result: 'blue' }] },
      { role: 'user', parts: [{ text: 'And now?' }] },
    ],
    parameters: { temperature: 0.2, maxTokens: 50, stopSequences: ['END'] },
  })
  expect(gaps).toEqual([])
})

test('what cannot be sent as it was is left out and told', () => {
  const { request, gaps } = rebuildRequest(
    aCall(
      [
        block('input', 0, 'user', 'file', 'file-abc'),
        block('input', 0, 'user', 'text', 'Read it.'),
        block('input', 1, 'assistant', 'reasoning', 'I think'),
        block('input', 1, 'assistant', 'tool-call', '{"arguments":{},"name":"look"}', 'c1'),
        block('input', 2, 'tool', 'tool-result', 'lost', 'c9'),
      ],
      { response_format: { type: 'json_object' } },
    ),
  )

  expect(request.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  expect(gaps.map(({ about }) => about).sort()).toEqual([
    'content',
    'images',
    'pairing',
    'pairing',
    'parameters',
  ])
})

test('calls without ids are joined with their results in order', () => {
  const { request, gaps } = rebuildRequest(
    aCall([
      block('input', 0, 'assistant', 'tool-call', '{"arguments":{"n":1},"name":"add"}'),
      block('input', 0, 'assistant', 'tool-call', '{"arguments":{"n":2},"name":"add"}'),
      block('input', 1, 'tool', 'tool-result', 'one'),
      block('input', 1, 'tool', 'tool-result', 'two'),
    ]),
  )

  const [asked, answered] = request.messages
  const ids = asked?.parts.map(part => (part.kind === 'tool-call' ? part.id : ''))
  expect(new Set(ids).size).toBe(2)
  expect(answered?.parts).toMatchObject([
    { id: ids?.[0], result: 'one' },
    { id: ids?.[1], result: 'two' },
  ])
  expect(gaps.filter(({ about }) => about === 'pairing')).toEqual([])
})

test('an override makes another request, an edit wherever the text stands', () => {
  const call = aCall([
    block('system', 0, 'system', 'text', 'Be brief.'),
    block('input', 0, 'user', 'text', 'Hi'),
  ])

  expect(rebuildRequest(call).isChanged).toBe(false)
  expect(rebuildRequest(call, { system: 'Be brief.' }).isChanged).toBe(false)
  expect(rebuildRequest(call, { system: 'Be long.' })).toMatchObject({
    isChanged: true,
    request: { system: ['Be long.'] },
  })
  const edits = [{ blockId: 'id of Hi', text: 'Hello' }]
  expect(rebuildRequest(call, { edits })).toMatchObject({
    isChanged: true,
    request: { messages: [{ parts: [{ text: 'Hello' }] }] },
  })
})

test('a tool call finds its result by name and arguments, the same call again the next, and then the last', () => {
  const results = createToolResults([
    exchange('look', '{"at":"sky"}', 'blue'),
    exchange('look', '{ "at" : "sky" }', 'grey'),
    exchange('count', '{"n":1}', 'one'),
  ])

  const found = () => {
    const match = results('look', { at: ' sky ', how: null })
    return match.kind === 'found' ? match.exchange.result : match.text
  }
  expect([found(), found(), found()]).toEqual(['blue', 'grey', 'grey'])
  expect(results('look', { at: 'sea' })).toMatchObject({
    kind: 'unmatched',
    text: expect.stringContaining('look({"at":"sky"})'),
  })
})

function exchange(name: string, given: string, result: string) {
  return { name, arguments: given, result, isError: false, toolCallId: null }
}

function block(
  section: CallBlock['section'],
  message: number,
  role: string,
  kind: CallBlock['block']['kind'],
  text: string,
  toolCallId: string | null = null,
): CallBlock {
  const sizeBytes = text.length
  const content = { blockId: `id of ${text}`, kind, text, sizeBytes, isCut: false }
  return { section, message, role, name: null, toolCallId, isError: false, isNew: true, block: content }
}

function aCall(blocks: readonly CallBlock[], parameters: Call['parameters'] = {}): Call {
  const unknown = { confidence: 'unknown' } as const
  return {
    runId: 'a1'.repeat(16),
    spanId: '02'.repeat(8),
    provider: 'anthropic',
    operation: 'chat',
    requestModel: 'claude-sonnet-4',
    responseModel: null,
    responseId: null,
    parameters,
    finishReasons: [],
    timeToFirstTokenNs: null,
    usage: {
      freshInput: unknown,
      cacheRead: unknown,
      cacheWrite: unknown,
      input: unknown,
      output: unknown,
      reasoning: unknown,
      buckets: {},
    },
    cost: unknown,
    costBasis: '',
    reportedCost: unknown,
    costDifference: null,
    countedCost: unknown,
    sameAnswerAs: null,
    previousSpanId: null,
    blocks: [...blocks],
  }
}
