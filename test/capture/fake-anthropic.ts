import { type CannedTurn, cannedTurn } from './canned-answer.ts'

interface MessagesRequest {
  readonly model: string
  readonly stream?: boolean
  readonly messages: readonly { readonly content: string | readonly { readonly type: string }[] }[]
  readonly tools?: readonly { readonly name: string }[]
}

/** Answers POST /v1/messages: a body, or the events of a stream. Cache tokens stand beside the input tokens. */
export function answerMessages(request: MessagesRequest): object | readonly object[] {
  const names = (request.tools ?? []).map(tool => tool.name)
  const hasToolResult = request.messages.some(
    ({ content }) => typeof content !== 'string' && content.some(block => block.type === 'tool_result'),
  )
  const turn = cannedTurn(names, hasToolResult)
  const body = message(turn, `msg_${request.messages.length}`, request.model)
  return request.stream === true ? events(turn, body) : body
}

function message({ answer, usage }: CannedTurn, id: string, model: string) {
  const isCall = answer.kind === 'tool-call'
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: [block(answer)],
    stop_reason: isCall ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: {
      input_tokens: usage.input - usage.cached,
      output_tokens: usage.output,
      cache_read_input_tokens: usage.cached,
      cache_creation_input_tokens: 0,
    },
  }
}

function block(answer: CannedTurn['answer']) {
  return answer.kind === 'tool-call'
    ? { type: 'tool_use', id: answer.id, name: answer.name, input: JSON.parse(answer.arguments) as object }
    : { type: 'text', text: answer.text }
}

function events({ answer }: CannedTurn, body: ReturnType<typeof message>): object[] {
  const { output_tokens, ...inputUsage } = body.usage
  const opened = { ...body, content: [], stop_reason: null, usage: { ...inputUsage, output_tokens: 1 } }
  const isCall = answer.kind === 'tool-call'
  const deltas = isCall
    ? [{ type: 'input_json_delta', partial_json: answer.arguments }]
    : answer.text.split(/(?= )/).map(text => ({ type: 'text_delta', text }))
  const content_block = isCall ? { ...block(answer), input: {} } : { type: 'text', text: '' }
  return [
    { type: 'message_start', message: opened },
    { type: 'content_block_start', index: 0, content_block },
    ...deltas.map(delta => ({ type: 'content_block_delta', index: 0, delta })),
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: body.stop_reason, stop_sequence: null },
      usage: { output_tokens },
    },
    { type: 'message_stop' },
  ]
}
