import type { JsonObject, JsonValue } from '../base/json.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { finishReason } from './finish-reason.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import type { CallMeaning, Message, ReportedUsage, ToolDefinition } from './meaning.ts'
import { countOf, textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { readTools } from './read-tools.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode, decodeText, toJson } from './tolerant-json.ts'
import { type Branch, itemsAt, textAt, unflatten } from './unflatten.ts'

const FLATTENED = ['gen_ai.prompt.', 'gen_ai.completion.', 'llm.request.functions.']
const CHUNK_EVENTS: ReadonlySet<string> = new Set([
  'llm.content.completion.chunk',
  'gen_ai.content.completion.chunk',
])
/** Parameter → the attributes that hold it beside the GenAI ones. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  top_k: ['llm.top_k'],
  frequency_penalty: ['llm.frequency_penalty'],
  presence_penalty: ['llm.presence_penalty'],
  stop_sequences: ['llm.chat.stop_sequences'],
  stream: ['llm.is_streaming', 'gen_ai.is_streaming'],
  structured_output_schema: ['gen_ai.request.structured_output_schema'],
  thinking_type: ['gen_ai.request.thinking_type'],
  thinking_budget_tokens: ['gen_ai.request.thinking.budget_tokens'],
}

export function readOpenLlmetryCall(span: OtlpSpan, kind: 'llm' | 'embedding'): CallMeaning {
  const { attributes } = span
  const call = readGenAiCall(attributes)
  const lists = unflatten(attributes, FLATTENED)
  const answers = itemsAt(lists, 'gen_ai', 'completion')
  const reasons = answers.map(item => textAt(item, 'finish_reason')).filter(reason => reason !== undefined)
  return {
    ...call,
    operation:
      call.operation ?? (kind === 'embedding' ? 'embeddings' : textOf(attributes, 'llm.request.type')),
    parameters: { ...extraParameters(attributes), ...call.parameters },
    tools: itemsAt(lists, 'llm', 'request', 'functions').flatMap(toolDefinition),
    ...splitSystemPrompt([], flattenedMessages(itemsAt(lists, 'gen_ai', 'prompt'), 'user')),
    output: kind === 'embedding' ? [] : flattenedMessages(answers, 'assistant'),
    finishReasons: call.finishReasons.length > 0 ? call.finishReasons : reasons.map(finishReason),
    usage: usageOf(attributes, call.usage),
    timeToFirstTokenNs: call.timeToFirstTokenNs ?? firstChunkNs(span),
  }
}

function extraParameters(attributes: AttributeMap): JsonObject {
  const told = Object.entries(PARAMETERS).flatMap(([name, keys]) => {
    const value = decode(attributes.get(keys.find(key => attributes.has(key)) ?? ''))
    return value === undefined || value === null ? [] : [[name, value] as const]
  })
  return Object.fromEntries(told)
}

/** Its instrumentations add Anthropic's cache tokens to the input, so for every provider they are within. */
function usageOf(attributes: AttributeMap, usage: ReportedUsage | undefined): ReportedUsage | undefined {
  if (usage === undefined) return undefined
  const reasoningTokens = usage.reasoningTokens ?? countOf(attributes, 'llm.usage.reasoning_tokens')
  return {
    ...usage,
    reasoningTokens,
    inputIncludesCache: usage.inputIncludesCache === 'unsaid' ? true : usage.inputIncludesCache,
  }
}

function flattenedMessages(items: readonly Branch[], defaultRole: string): Message[] {
  return items.flatMap(item => readMessages(flattenedMessage(item), defaultRole))
}

function flattenedMessage(item: Branch): JsonObject {
  const scalars = fieldsOf(item)
  const refusal = scalars.refusal === undefined ? {} : { content: scalars.content ?? scalars.refusal }
  const legacyCall = item.children.get('function_call')
  return {
    ...scalars,
    ...refusal,
    tool_calls: itemsAt(item, 'tool_calls').map(fieldsOf),
    ...(legacyCall === undefined ? {} : { function_call: fieldsOf(legacyCall) }),
  }
}

function toolDefinition(item: Branch): ToolDefinition[] {
  const { parameters, arguments: schema, ...others } = fieldsOf(item)
  const sent = parameters ?? schema
  return readTools(sent === undefined ? others : { ...others, parameters: decodeText(sent) })
}

function fieldsOf(item: Branch): Record<string, JsonValue> {
  const fields = [...item.children].flatMap(([name, { value }]) =>
    value === undefined ? [] : [[name, toJson(value)] as const],
  )
  return Object.fromEntries(fields)
}

function firstChunkNs(span: OtlpSpan): number | undefined {
  const first = span.events.find(event => CHUNK_EVENTS.has(event.name))
  return first && first.timeUnixNano >= span.startUnixNano
    ? Number(first.timeUnixNano - span.startUnixNano)
    : undefined
}
