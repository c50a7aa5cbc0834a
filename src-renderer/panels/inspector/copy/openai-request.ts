import type { Call, CallBlock } from '#contract/call.ts'
import type { Json } from '../../../format/parse-json.ts'
import { printJson } from './print-literal.ts'
import {
  type ApiRequest,
  argumentsOf,
  imageOf,
  type JsonRecord,
  MEDIA_LEFT_OUT,
  messagesOf,
  parametersOf,
  REASONING_LEFT_OUT,
  type RequestMessage,
  toolsOf,
  withoutMissing,
} from './request-parts.ts'

const NAMES = Object.fromEntries(
  'temperature top_p max_tokens max_completion_tokens frequency_penalty presence_penalty seed stop n logprobs top_logprobs tool_choice parallel_tool_calls response_format reasoning_effort service_tier user'
    .split(' ')
    .map(name => [name, name]),
)

/** A call as a request for chat completions, which most providers understand. */
export function openaiRequest(call: Call): ApiRequest {
  const messages = [...messagesOf(call, 'system'), ...messagesOf(call, 'input')]
  const kinds = new Set(messages.flatMap(({ blocks }) => blocks.map(({ block }) => block.kind)))
  const parameters = parametersOf(call, {
    ...NAMES,
    stop_sequences: 'stop',
    choice_count: 'n',
    reasoning_level: 'reasoning_effort',
  })
  const tools = toolsOf(call).map(({ name, description, schema }) => ({
    type: 'function',
    function: withoutMissing({ name, description, parameters: schema }),
  }))
  return {
    body: withoutMissing({
      model: call.requestModel ?? call.responseModel ?? undefined,
      messages: messages.flatMap(toMessages),
      tools: tools.length === 0 ? undefined : tools,
      ...parameters.body,
    }),
    notes: [
      ...(call.provider === null || call.provider === 'openai'
        ? []
        : [`Recorded from ${call.provider}: set OPENAI_BASE_URL to an address of it that speaks this API.`]),
      ...parameters.notes,
      ...(kinds.has('reasoning') ? [REASONING_LEFT_OUT] : []),
      ...(kinds.has('audio') || kinds.has('file') ? [MEDIA_LEFT_OUT] : []),
    ],
  }
}

/** Each result of a tool is a message of its own here. */
function toMessages({ role, blocks }: RequestMessage): JsonRecord[] {
  const results = blocks.filter(({ block }) => block.kind === 'tool-result')
  const calls = blocks.filter(({ block }) => block.kind === 'tool-call')
  const parts = blocks.flatMap(toPart)
  const content = contentOf(parts)
  const hasOwn = content !== undefined || calls.length > 0
  return [
    ...results.map(({ toolCallId, block }) =>
      withoutMissing({ role: 'tool', tool_call_id: toolCallId ?? undefined, content: block.text }),
    ),
    ...(hasOwn
      ? [
          withoutMissing({
            role: role === 'model' ? 'assistant' : role,
            content,
            tool_calls: calls.length === 0 ? undefined : calls.map(toToolCall),
          }),
        ]
      : []),
  ]
}

function toToolCall(callBlock: CallBlock): JsonRecord {
  const { name, value } = argumentsOf(callBlock)
  const given = typeof value === 'string' ? value : printJson(value).replace(/\n */g, '')
  return withoutMissing({
    id: callBlock.toolCallId ?? undefined,
    type: 'function',
    function: { name, arguments: given },
  })
}

function toPart(callBlock: CallBlock): JsonRecord[] {
  const { kind, text } = callBlock.block
  if (kind === 'text' || kind === 'unknown') return [{ type: 'text', text }]
  if (kind === 'image') return [{ type: 'image_url', image_url: { url: imageOf(callBlock).url } }]
  return []
}

/** One text is written as such. */
function contentOf(parts: readonly JsonRecord[]): Json | undefined {
  const [only] = parts
  if (only === undefined) return undefined
  return parts.length === 1 && only.type === 'text' ? (only.text ?? '') : parts
}
