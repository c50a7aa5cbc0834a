import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import { aSpan } from '../../support/a-span.ts'
import { readOtlpJson } from '../../support/read-otlp-json.ts'

/** The scenario of each capture → how many calls the fake provider answered in it. */
const ANSWERED: Readonly<Record<string, number>> = {
  'tool-run': 2,
  streamed: 2,
  anthropic: 2,
  'version-1': 2,
  'version-3': 2,
  langchain: 2,
  'nested-agent': 2,
  object: 1,
  embedding: 1,
  'failed-call': 1,
  responses: 1,
  'wrapped-client': 1,
}
/** These stream one answer, without a tool before it. */
const STREAM_ONCE = /(langfuse|langsmith|logfire|mlflow|traceloop\S*|openllmetry)-streamed/
const OWN_FOLDERS = '{vercel-ai,openllmetry,pydantic-ai,logfire,langsmith,langfuse,mlflow}'
/** Anthropic's SDK tells each call once more, in traces of their own. */
const TOLD_BY_TWO = 'captured-langsmith-anthropic.json'
/** Written by an application itself, without asking the provider. */
const BY_HAND = '-by-hand.json'

const captures = globSync(`test/fixtures/conventions/${OWN_FOLDERS}/captured-*.json`).filter(
  path => !['.expected.json', TOLD_BY_TWO, BY_HAND].some(ending => path.endsWith(ending)),
)

describe('of every captured run', () => {
  test.each(captures.map(path => [basename(path, '.json'), path]))(
    '%s each call counts once',
    (name, path) => {
      const scenario = Object.keys(ANSWERED).find(ending => name.endsWith(ending))
      const answered = STREAM_ONCE.test(name) ? 1 : ANSWERED[scenario ?? '']
      const meanings = readOtlpJson(readFileSync(path, 'utf8')).map(interpretSpan)

      expect(meanings.filter(({ call }) => call)).toHaveLength(answered ?? -1)
    },
  )
})

describe('a span around the calls', () => {
  const usage = { 'gen_ai.usage.input_tokens': 202, 'gen_ai.usage.output_tokens': 27 }

  test('of the AI SDK repeats what they tell and is no call', () => {
    const attributes = { 'ai.operationId': 'ai.generateText', 'ai.usage.inputTokens': 202, ...usage }

    expect(interpretSpan(aSpan({ attributes }))).toMatchObject({ kind: 'agent', call: undefined })
  })

  test('of LangSmith repeats what they tell and is no call', () => {
    const attributes = { 'langsmith.span.kind': 'chain', 'gen_ai.request.model': 'gpt-5-mini', ...usage }

    expect(interpretSpan(aSpan({ attributes }))).toMatchObject({ kind: 'node', call: undefined })
  })

  test('of Pydantic AI repeats what they tell and is no call', () => {
    const span = aSpan({ name: 'agent run', attributes: { agent_name: 'planner', ...usage } })
    const meaning = interpretSpan({ ...span, origin: { ...span.origin, scopeName: 'pydantic-ai' } })

    expect(meaning).toMatchObject({ kind: 'agent', agentName: 'planner', call: undefined })
  })
})

test('a tool call that LangChain tells in the content and beside it is one call', () => {
  const content = [{ type: 'tool_use', id: 't1', name: 'look', input: { q: 'x' } }]
  const message = { role: 'assistant', content, tool_calls: [{ id: 't1', name: 'look', args: { q: 'x' } }] }
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.output.messages': JSON.stringify([message]),
  }

  expect(interpretSpan(aSpan({ attributes })).call?.output[0]?.parts).toEqual([
    { kind: 'tool-call', id: 't1', name: 'look', arguments: { q: 'x' } },
  ])
})
