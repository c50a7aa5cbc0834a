import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import type { AttributeValue } from '../../../src-main/otlp/otlp-span.ts'
import { aSpan } from '../../support/a-span.ts'

const ANTHROPIC = {
  id: 'msg_1',
  model: 'claude-sonnet-4-5',
  usage: {
    input_tokens: 10,
    cache_creation_input_tokens: 300,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
    output_tokens: 5,
  },
}
const OPENROUTER = {
  id: 'gen-1',
  model: 'anthropic/claude-sonnet-4.5',
  usage: {
    prompt_tokens: 10,
    completion_tokens: 5,
    total_tokens: 15,
    cost: 0.0042,
    cost_details: { upstream_inference_cost: 0 },
  },
}

/** How each vocabulary carries the provider's own answer. */
const CARRIERS: readonly (readonly [string, (answer: object) => Record<string, AttributeValue>])[] = [
  [
    'OpenInference',
    answer => ({
      'openinference.span.kind': 'LLM',
      'llm.token_count.prompt': 310,
      'llm.token_count.completion': 5,
      'llm.token_count.prompt_details.cache_write': 300,
      'output.value': JSON.stringify(answer),
    }),
  ],
  [
    'MLflow',
    answer => ({
      'mlflow.spanType': '"CHAT_MODEL"',
      'mlflow.chat.tokenUsage': JSON.stringify({
        input_tokens: 310,
        output_tokens: 5,
        cache_creation_input_tokens: 300,
      }),
      'mlflow.spanOutputs': JSON.stringify(answer),
    }),
  ],
  [
    'LangSmith',
    answer => ({
      'langsmith.span.kind': 'llm',
      'gen_ai.usage.input_tokens': 310,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.completion': JSON.stringify(answer),
    }),
  ],
  [
    'the AI SDK',
    ({ usage }: { usage?: object }) => ({
      'ai.operationId': 'ai.generateText.doGenerate',
      'ai.model.id': 'a-model',
      'ai.usage.promptTokens': 10,
      'ai.usage.completionTokens': 5,
      'ai.response.providerMetadata': JSON.stringify({ it: { usage } }),
    }),
  ],
]

const callOf = (attributes: Record<string, AttributeValue>) => interpretSpan(aSpan({ attributes })).call

describe.each(CARRIERS)('in %s', (_name, carry) => {
  test('the lifetimes of cache writes are taken from the answer', () => {
    expect(callOf(carry(ANTHROPIC))?.usage?.details).toMatchObject({
      cacheWrite5mTokens: 100,
      cacheWrite1hTokens: 200,
    })
  })

  test('what OpenRouter charged is what the provider billed', () => {
    expect(callOf(carry(OPENROUTER))).toMatchObject({ reportedCostUsd: 0.0042, isCostBilled: true })
  })
})

test.each([
  ['AgentTrace', { 'agenttrace.span_type': 'llm_call', 'agenttrace.cost_usd': 0.01 }],
  ['Prela', { 'llm.model': 'm', 'llm.cost_usd': 0.01 }, 'prela'],
  [
    'Langfuse',
    {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.cost_details': '{"input":0.004,"output":0.006}',
    },
  ],
  ['Laminar', { 'lmnr.span.type': 'LLM', 'gen_ai.request.model': 'm', 'gen_ai.usage.cost': 0.01 }],
  [
    'PetalFlow',
    { 'petalflow.llm.messages': '[]', 'gen_ai.request.model': 'm', 'petalflow.llm.cost_usd': 0.01 },
  ],
  ['LiteLLM', { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm', 'litellm.cost.total': 0.01 }],
])('the cost that %s works out is no bill', (_name, attributes, scopeName = 'sdk') => {
  const span = aSpan({ attributes })
  const { call } = interpretSpan({ ...span, origin: { ...span.origin, scopeName } })

  expect(call?.reportedCostUsd).toBeCloseTo(0.01)
  expect(call?.isCostBilled ?? false).toBe(false)
})
