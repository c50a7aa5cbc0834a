import { type CannedTurn, cannedTurn } from './canned-answer.ts'

interface ChatRequest {
  readonly model: string
  readonly stream?: boolean
  readonly messages: readonly { readonly role: string }[]
  readonly response_format?: { readonly type: string }
  readonly tools?: readonly { readonly function: { readonly name: string } }[]
}

const CREATED = 1_760_000_000

/** Answers POST /v1/chat/completions: a body, or the chunks of a stream. */
export function answerChat(request: ChatRequest): object | readonly object[] {
  const names = (request.tools ?? []).map(tool => tool.function.name)
  const turn = cannedTurn(
    names,
    request.messages.some(message => message.role === 'tool'),
    request.response_format !== undefined && request.response_format.type !== 'text',
  )
  const model = `${request.model}-2025-08-07`
  const id = `chatcmpl-${request.messages.length}`
  return request.stream === true ? chunks(turn, id, model) : body(turn, id, model)
}

function body({ answer, usage }: CannedTurn, id: string, model: string) {
  const isCall = answer.kind === 'tool-call'
  const message = isCall
    ? { role: 'assistant', content: null, tool_calls: [toolCall(answer)] }
    : { role: 'assistant', content: answer.text }
  return {
    id,
    object: 'chat.completion',
    created: CREATED,
    model,
    choices: [{ index: 0, message, finish_reason: isCall ? 'tool_calls' : 'stop' }],
    usage: usageOf(usage),
    system_fingerprint: 'fp_1',
  }
}

function chunks({ answer, usage }: CannedTurn, id: string, model: string): object[] {
  const chunk = { id, object: 'chat.completion.chunk', created: CREATED, model }
  const choice = (delta: object, finish_reason: string | null = null) => ({
    ...chunk,
    choices: [{ index: 0, delta, finish_reason }],
  })
  const deltas =
    answer.kind === 'tool-call'
      ? [{ tool_calls: [{ index: 0, ...toolCall(answer) }] }]
      : answer.text.split(/(?= )/).map(content => ({ content }))
  return [
    choice({ role: 'assistant', content: answer.kind === 'text' ? '' : null }),
    ...deltas.map(delta => choice(delta)),
    choice({}, answer.kind === 'tool-call' ? 'tool_calls' : 'stop'),
    { ...chunk, choices: [], usage: usageOf(usage) },
  ]
}

function toolCall({ id, name, arguments: text }: { id: string; name: string; arguments: string }) {
  return { id, type: 'function', function: { name, arguments: text } }
}

function usageOf({ input, output, cached, reasoning }: CannedTurn['usage']) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
  }
}
