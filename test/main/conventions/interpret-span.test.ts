import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import { aSpan } from '../../support/a-span.ts'

const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai' }

describe('a span of no vocabulary', () => {
  test('is custom, and no convention is claimed', () => {
    const meaning = interpretSpan(aSpan({ name: 'GET /orders', attributes: { 'http.route': '/orders' } }))

    expect(meaning).toMatchObject({ convention: 'none', kind: 'custom', call: undefined, tool: undefined })
  })

  test('is told by its name where the name is unmistakable', () => {
    expect(interpretSpan(aSpan({ name: 'invoke_agent Scout' }))).toMatchObject({
      kind: 'agent',
      agentName: 'Scout',
    })
    expect(interpretSpan(aSpan({ name: 'execute_tool ls' })).tool).toMatchObject({ toolName: 'ls' })
    expect(interpretSpan(aSpan({ name: 'chat service' })).kind).toBe('custom')
  })

  test('is never walked attribute by attribute', () => {
    const span = aSpan({ attributes: { 'http.route': '/orders' } })
    const attributes = new Map(span.attributes)
    attributes[Symbol.iterator] = () => {
      throw new Error('walked')
    }

    expect(interpretSpan({ ...span, attributes }).kind).toBe('custom')
  })

  test('belongs to the session of its process when it names none', () => {
    const resource = { 'session.id': 'process' }

    expect(interpretSpan(aSpan({ resource })).session?.sessionId).toBe('process')
    expect(interpretSpan(aSpan({ resource, attributes: { 'session.id': 'own' } })).session?.sessionId).toBe(
      'own',
    )
  })
})

describe('a failed span', () => {
  const exception = {
    name: 'exception',
    timeUnixNano: 1n,
    attributes: new Map([['exception.message', 'disk full']]),
  }

  test('takes its error from the exception when its status says nothing', () => {
    expect(interpretSpan(aSpan({ statusCode: 'error', events: [exception] })).error).toBe('disk full')
  })

  test('leaves the word to the status message', () => {
    const span = aSpan({ statusCode: 'error', statusMessage: 'gave up', events: [exception] })

    expect(interpretSpan(span).error).toBeUndefined()
  })

  test('is not failed because an exception was handled', () => {
    expect(interpretSpan(aSpan({ events: [exception] })).error).toBeUndefined()
  })
})

describe('content', () => {
  const inputOf = (messages: string) =>
    interpretSpan(aSpan({ attributes: { ...chat, 'gen_ai.input.messages': messages } })).call?.input

  test('that was encoded twice is decoded twice', () => {
    const messages = JSON.stringify(JSON.stringify([{ role: 'user', content: 'Hello' }]))

    expect(inputOf(messages)).toEqual([
      { role: 'user', name: undefined, parts: [{ kind: 'text', text: 'Hello' }] },
    ])
  })

  test('that is JSON because somebody wrote JSON stays text', () => {
    const content = '[1, {"type": "dog"}]'

    expect(inputOf(JSON.stringify([{ role: 'user', content }]))?.[0]?.parts).toEqual([
      { kind: 'text', text: content },
    ])
  })

  test('keeps integers that no JavaScript number can hold', () => {
    const call = '{"type":"tool_call","name":"find","arguments":{"id":12345678901234567890}}'

    expect(inputOf(`[{"role":"assistant","parts":[${call}]}]`)?.[0]?.parts[0]).toMatchObject({
      arguments: { id: '12345678901234567890' },
    })
  })

  test('nested beyond all sense stays raw text', () => {
    const deep = `[{"role":"user","content":${'['.repeat(20_000)}${']'.repeat(20_000)}}]`

    expect(inputOf(deep)?.[0]?.parts).toEqual([{ kind: 'text', text: deep }])
  })

  test('cannot reach a prototype', () => {
    const parts = inputOf('[{"role":"user","parts":[{"type":"__proto__","__proto__":{"polluted":true}}]}]')

    expect(parts?.[0]?.parts[0]?.kind).toBe('unknown')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('a system prompt', () => {
  const systemText = JSON.stringify([{ type: 'text', content: 'Be brief.' }])
  const messages = (...roles: readonly string[]) =>
    JSON.stringify(roles.map(role => ({ role, content: role === 'user' ? 'Hello' : 'Be brief.' })))

  test.each([
    ['stands alone', { 'gen_ai.system_instructions': systemText, 'gen_ai.input.messages': messages('user') }],
    ['is the first message', { 'gen_ai.input.messages': messages('developer', 'user') }],
    [
      'is both',
      { 'gen_ai.system_instructions': systemText, 'gen_ai.input.messages': messages('system', 'user') },
    ],
  ])('that %s is told once', (_where, attributes) => {
    const { call } = interpretSpan(aSpan({ attributes: { ...chat, ...attributes } }))

    expect(call?.system).toEqual([{ kind: 'text', text: 'Be brief.' }])
    expect(call?.input.map(message => message.role)).toEqual(['user'])
  })
})

test('of two vocabularies the one that lost messages to an attribute limit is completed by the other', () => {
  const messages = ['one', 'two', 'three'].map(content => ({ role: 'user', content }))
  const { call, convention } = interpretSpan(
    aSpan({
      attributes: {
        ...chat,
        'openinference.span.kind': 'LLM',
        'llm.input_messages.0.message.role': 'user',
        'llm.input_messages.0.message.content': 'one',
        'llm.token_count.prompt': 30,
        'gen_ai.input.messages': JSON.stringify(messages),
        'gen_ai.usage.input_tokens': 30,
        'gen_ai.usage.cache_read.input_tokens': 10,
      },
    }),
  )

  expect(convention).toBe('openinference')
  expect(call?.input).toHaveLength(3)
  expect(call?.usage).toMatchObject({ inputTokens: 30, cacheReadTokens: 10, inputIncludesCache: true })
})

test('a session named by the conversation wins over that of the application', () => {
  const attributes = { ...chat, 'session.id': 'app', 'gen_ai.conversation.id': 'talk' }

  expect(interpretSpan(aSpan({ attributes })).session?.sessionId).toBe('talk')
})

describe('a token count', () => {
  const usageOf = (input: string | number | bigint) =>
    interpretSpan(aSpan({ attributes: { ...chat, 'gen_ai.usage.input_tokens': input } })).call?.usage

  test('given as text counts as a number', () => {
    expect(usageOf('1521')?.inputTokens).toBe(1521)
  })

  test.each([-1, 1e300, 2n ** 62n, '', 'many'])('of %s is not known', input => {
    expect(usageOf(input)).toBeUndefined()
  })
})
