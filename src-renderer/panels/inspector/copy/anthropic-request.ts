import type { Call, CallBlock } from '#contract/call.ts'
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
  'temperature top_p top_k max_tokens stop_sequences tool_choice thinking metadata service_tier'
    .split(' ')
    .map(name => [name, name]),
)

/** A call as a request for Anthropic's messages. */
export function anthropicRequest(call: Call): ApiRequest {
  const input = messagesOf(call, 'input')
  const spoken = input.filter(message => !isInstruction(message))
  const instructions = [...messagesOf(call, 'system'), ...input.filter(isInstruction)]
  const system = instructions.flatMap(({ blocks }) => blocks.map(({ block }) => block.text)).join('\n\n')
  const kinds = new Set(spoken.flatMap(({ blocks }) => blocks.map(({ block }) => block.kind)))
  const parameters = parametersOf(call, NAMES)
  const tools = toolsOf(call).map(({ name, description, schema }) =>
    withoutMissing({ name, description, input_schema: schema }),
  )
  return {
    body: withoutMissing({
      model: call.requestModel ?? call.responseModel ?? undefined,
      ...parameters.body,
      system: system === '' ? undefined : system,
      messages: mergeTurns(spoken),
      tools: tools.length === 0 ? undefined : tools,
    }),
    notes: [
      ...('max_tokens' in parameters.body ? [] : ['max_tokens was not recorded, and this API asks for it.']),
      ...parameters.notes,
      ...(kinds.has('reasoning') ? [REASONING_LEFT_OUT] : []),
      ...(kinds.has('audio') || kinds.has('file') ? [MEDIA_LEFT_OUT] : []),
    ],
  }
}

function isInstruction({ role }: RequestMessage): boolean {
  return role === 'system' || role === 'developer'
}

/** Turns alternate here: what stands next to each other under one role is one message. */
function mergeTurns(messages: readonly RequestMessage[]): JsonRecord[] {
  const turns: { role: string; content: JsonRecord[] }[] = []
  for (const { role, blocks } of messages) {
    const speaker = role === 'assistant' || role === 'model' ? 'assistant' : 'user'
    const content = blocks.flatMap(toContent)
    const last = turns.at(-1)
    if (content.length === 0) continue
    if (last?.role === speaker) last.content.push(...content)
    else turns.push({ role: speaker, content })
  }
  return turns
}

function toContent(callBlock: CallBlock): JsonRecord[] {
  const { toolCallId, isError, block } = callBlock
  switch (block.kind) {
    case 'text':
    case 'unknown':
      return [{ type: 'text', text: block.text }]
    case 'tool-call': {
      const { name, value } = argumentsOf(callBlock)
      return [withoutMissing({ type: 'tool_use', id: toolCallId ?? undefined, name, input: value })]
    }
    case 'tool-result':
      return [
        withoutMissing({
          type: 'tool_result',
          tool_use_id: toolCallId ?? undefined,
          content: block.text,
          is_error: isError ? true : undefined,
        }),
      ]
    case 'image':
      return [{ type: 'image', source: imageSource(callBlock) }]
    default:
      return []
  }
}

function imageSource(callBlock: CallBlock): JsonRecord {
  const { url, data } = imageOf(callBlock)
  if (data === undefined) return { type: 'url', url }
  return { type: 'base64', media_type: data[0], data: data[1] }
}
