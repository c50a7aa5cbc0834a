import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import type { AttributeValue } from '../../../src-main/otlp/otlp-span.ts'
import { aSpan, type SpanWishes } from '../../support/a-span.ts'

const PRELA = { resource: new Map(), scopeName: 'prela', scopeVersion: '', schemaUrl: '' }

function meaningOf(attributes: Readonly<Record<string, AttributeValue>>, wishes: SpanWishes = {}) {
  return interpretSpan(aSpan({ ...wishes, attributes }))
}

describe('PetalFlow', () => {
  const call = { 'petalflow.run_id': 'r-1', 'gen_ai.request.model': 'gpt-4o', 'gen_ai.system': 'openai' }

  test.each([
    [{ 'petalflow.node_id': 'a' }, 'node'],
    [{ 'petalflow.node.id': 'a', 'petalflow.node.type': 'llm_router' }, 'decision'],
    [{ 'petalflow.node.id': 'a', 'petalflow.edge.source': 'a' }, 'edge'],
    [{ 'petalflow.edge.source_node': 'a' }, 'edge'],
    [{ 'petalflow.tool.name': 'find' }, 'tool'],
    [{ 'petalflow.node_id': 'a', 'gen_ai.request.model': 'gpt-4o' }, 'llm'],
  ])('span with %j is of kind %s', (attributes, kind) => {
    expect(meaningOf(attributes)).toMatchObject({ convention: 'petalflow', kind })
  })

  test('reads gen_ai.prompt as the whole prompt where there are no messages', () => {
    expect(meaningOf({ ...call, 'gen_ai.prompt': 'Hello' }).call).toMatchObject({
      system: [],
      input: [{ role: 'user', parts: [{ kind: 'text', text: 'Hello' }] }],
    })
  })

  test('reads gen_ai.prompt as the system prompt beside messages', () => {
    const told = { ...call, 'gen_ai.prompt': 'Be short.', 'gen_ai.messages': 'Hello' }

    expect(meaningOf(told).call).toMatchObject({
      system: [{ kind: 'text', text: 'Be short.' }],
      input: [{ role: 'user', parts: [{ kind: 'text', text: 'Hello' }] }],
    })
  })

  test('counts tokens that were sent as fractions', () => {
    const told = { ...call, 'gen_ai.usage.input_tokens': 30.0, 'gen_ai.usage.output_tokens': 5.0 }

    expect(meaningOf(told).call?.usage).toMatchObject({ inputTokens: 30, outputTokens: 5 })
  })

  test('claims no span that only shares a word with it', () => {
    expect(meaningOf({ step: 1 }, { name: 'run:tests' }).convention).toBe('none')
  })
})

describe('AgentTrace', () => {
  const sdk = { 'span.type': 'llm_call', 'span.status': 'completed', 'tokens.total': 15 }

  test('does not pass a sum of tokens off as a count of any kind', () => {
    expect(meaningOf(sdk, { name: 'gpt-4:ask' }).call?.usage).toBeUndefined()
  })

  test('finds the model in the name of the span, colons and all', () => {
    expect(meaningOf(sdk, { name: 'llama3:8b:ask' }).call?.requestModel).toBe('llama3:8b')
    expect(meaningOf(sdk, { name: 'ask' }).call?.requestModel).toBeUndefined()
  })

  test('leaves a type of span alone that is of another vocabulary', () => {
    expect(meaningOf({ 'span.type': 'web' }).convention).toBe('none')
    expect(meaningOf({ 'span.type': 'custom' }).convention).toBe('none')
  })
})

describe('pyagent', () => {
  const counts = { 'pyagent.cost.input_tokens': 7, 'pyagent.cost.output_tokens': 3 }

  test('counts what an agent spent, and not the sum its pattern repeats', () => {
    const spent = { ...counts, 'pyagent.agent.model': 'gpt-4o', 'pyagent.cost.total_usd': 0.01 }

    expect(meaningOf(spent, { name: 'pyagent.agent.bull' }).call).toMatchObject({ reportedCostUsd: 0.01 })
    expect(meaningOf(spent, { name: 'pyagent.pattern.debate' }).call).toBeUndefined()
  })

  test('takes the guess at tokens that its hooks make for no count', () => {
    const guess = { ...counts, 'pyagent.pattern.type': 'agent', 'pyagent.cost.total_usd': 0 }

    expect(meaningOf(guess, { name: 'pyagent.cost' })).toMatchObject({ kind: 'node', call: undefined })
    expect(meaningOf({ 'pyagent.cost.output_tokens': 3 }, { name: 'pyagent.agent' }).call).toBeUndefined()
  })

  test('knows no cost where it says zero', () => {
    const call = meaningOf({ ...counts, 'pyagent.cost.total_usd': 0 }, { name: 'pyagent.llm_call' }).call

    expect(call).toMatchObject({ usage: { inputTokens: 7 }, reportedCostUsd: undefined })
  })
})

describe('Prela', () => {
  function prelaMeaning(attributes: Readonly<Record<string, AttributeValue>>, wishes: SpanWishes = {}) {
    return interpretSpan({ ...aSpan({ ...wishes, attributes }), origin: PRELA })
  }

  test.each([
    [{ 'llm.input_tokens': 9, 'llm.output_tokens': 2 }],
    [{ 'llm.prompt_tokens': 9, 'llm.completion_tokens': 2 }],
    [{ 'llm.usage.prompt_tokens': 9, 'llm.usage.completion_tokens': 2 }],
  ])('counts tokens under each of its names: %j', tokens => {
    const usage = prelaMeaning({ 'llm.model': 'gpt-4o', ...tokens }).call?.usage

    expect(usage).toMatchObject({ inputTokens: 9, outputTokens: 2 })
  })

  test('takes the word None that Python prints for no answer', () => {
    const response = {
      name: 'llm.response',
      timeUnixNano: 1n,
      attributes: new Map([['content', 'None']]),
    }

    expect(prelaMeaning({ 'llm.model': 'gpt-4o' }, { events: [response] }).call?.output).toEqual([])
  })

  test.each([
    ['openai.embeddings.create', 'embedding'],
    ['langchain.tool.find', 'tool'],
    ['langchain.chain.Sequence', 'node'],
    ['crewai.agent.Planner', 'agent'],
    ['whatever', 'custom'],
  ])('span named %s is of kind %s, though its type is not sent', (name, kind) => {
    expect(prelaMeaning({}, { name }).kind).toBe(kind)
  })
})
