import type { AttributeMap, AttributeValue } from '../otlp/otlp-span.ts'
import type { AgentEvent } from './agent-event.ts'
import { countOf, textOf } from './read-attribute.ts'

export type LoggedPart = 'turn' | 'call' | 'tool'

/** How a producer would have told a span: its name, and what its events tell in other words than its spans. */
export interface LoggedWords {
  readonly name: string
  readonly attributes: readonly (readonly [string, AttributeValue])[]
}

type Told = Readonly<Record<string, AttributeValue | undefined>>

export function wordsOf(
  { producer, prefix }: AgentEvent,
  part: LoggedPart,
  attributes: AttributeMap,
): LoggedWords {
  switch (producer) {
    case 'claude-code':
      return claudeCode(prefix, part, attributes)
    case 'codex':
      return codex(part, attributes)
    case 'gemini-cli':
      return geminiCli(part, attributes)
  }
}

function claudeCode(prefix: string, part: LoggedPart, attributes: AttributeMap): LoggedWords {
  const type = { turn: 'interaction', call: 'llm_request', tool: 'tool' }[part]
  return words(`${prefix}.${type}`, { 'span.type': type, user_prompt: textOf(attributes, 'prompt') })
}

function codex(part: LoggedPart, attributes: AttributeMap): LoggedWords {
  if (part !== 'call') return words(`codex.${part}`, {})
  return words('codex.response', {
    'gen_ai.operation.name': 'chat',
    'gen_ai.usage.input_tokens': countOf(attributes, 'input_token_count'),
    'gen_ai.usage.cache_read.input_tokens': countOf(attributes, 'cached_token_count'),
    'gen_ai.usage.output_tokens': countOf(attributes, 'output_token_count'),
    'codex.usage.reasoning_output_tokens': countOf(attributes, 'reasoning_token_count'),
  })
}

/** Thoughts are counted beside the output, which their own spans leave out. */
function geminiCli(part: LoggedPart, attributes: AttributeMap): LoggedWords {
  if (part === 'turn') return words('user_prompt', { 'gen_ai.operation.name': 'agent_call' })
  if (part === 'tool') {
    return words('tool_call', {
      'gen_ai.operation.name': 'tool_call',
      'gen_ai.tool.name': textOf(attributes, 'function_name'),
      'gen_ai.tool.call.arguments': textOf(attributes, 'function_args'),
    })
  }
  const output = countOf(attributes, 'output_token_count')
  const thoughts = countOf(attributes, 'thoughts_token_count')
  return words('llm_call', {
    'gen_ai.operation.name': 'llm_call',
    'gen_ai.request.model': textOf(attributes, 'model'),
    'gen_ai.response.finish_reasons': textOf(attributes, 'finish_reasons'),
    'gen_ai.usage.input_tokens': countOf(attributes, 'input_token_count'),
    'gen_ai.usage.cache_read.input_tokens': countOf(attributes, 'cached_content_token_count'),
    'gen_ai.usage.output_tokens': output === undefined ? undefined : output + (thoughts ?? 0),
    'gen_ai.usage.reasoning.output_tokens': thoughts,
  })
}

function words(name: string, told: Told): LoggedWords {
  const attributes = Object.entries(told).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  )
  return { name, attributes }
}
