import type { JsonObject } from '../base/json.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import type { CallMeaning, Message, ReportedUsage, ToolDefinition } from './meaning.ts'
import { dollarsOf, textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { callMeaning, usageFrom } from './span-meaning.ts'
import { decode, toJson } from './tolerant-json.ts'
import { type Branch, branchAt, itemsAt, textAt, unflatten, valueAt } from './unflatten.ts'

const FLATTENED = ['gen_ai.tool.', 'llm.request.functions.', 'gen_ai.completion.']

export function readLiteLlmCall(attributes: AttributeMap): CallMeaning {
  const lists = unflatten(attributes, FLATTENED)
  const functions = [...itemsAt(lists, 'gen_ai', 'tool'), ...itemsAt(lists, 'llm', 'request', 'functions')]
  return callMeaning({
    parameters: attributes.has('llm.is_streaming')
      ? { stream: attributes.get('llm.is_streaming') === 'True' }
      : {},
    tools: functions.map(readDefinition),
    output: itemsAt(lists, 'gen_ai', 'completion').flatMap(readAnswer),
    usage: usageInRepr(textOf(attributes, 'metadata.usage_object')),
    reportedCostUsd: dollarsOf(attributes, 'litellm.cost.total', 'gen_ai.cost.total_cost'),
  })
}

/** Back to the shape in which providers take it. */
function readDefinition(item: Branch): ToolDefinition {
  const name = textAt(item, 'name') ?? 'unknown'
  const description = textAt(item, 'description')
  const parameters = decode(valueAt(item, 'parameters'))
  const told: JsonObject = {
    name,
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters }),
  }
  return { name, definition: { type: 'function', function: told } }
}

/** A call of a tool stands here alone: the messages of the same span lose it. */
function readAnswer(item: Branch): Message[] {
  const call = branchAt(item, 'function_call')
  if (call === undefined) return []
  const content = valueAt(item, 'content')
  return readMessages(
    {
      role: textAt(item, 'role') ?? 'assistant',
      content: content === undefined ? null : toJson(content),
      tool_calls: [{ name: textAt(call, 'name') ?? '', arguments: textAt(call, 'arguments') ?? null }],
    },
    'assistant',
  )
}

/** The only place of these counts is the text that Python prints of an object. */
function usageInRepr(text: string | undefined): ReportedUsage | undefined {
  if (text === undefined) return undefined
  return usageFrom(
    {
      cacheReadTokens: countInRepr(text, 'cached_tokens'),
      cacheWriteTokens: countInRepr(text, 'cache_creation_tokens'),
      reasoningTokens: countInRepr(text, 'reasoning_tokens'),
    },
    true,
  )
}

function countInRepr(text: string, name: string): number | undefined {
  const digits = new RegExp(`'${name}': (\\d{1,9})\\b`).exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
