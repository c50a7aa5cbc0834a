import { type CannedTurn, cannedTurn } from './canned-answer.ts'

interface ResponsesRequest {
  readonly model: string
  readonly stream?: boolean
  readonly input: string | readonly { readonly type?: string }[]
  readonly tools?: readonly { readonly name?: string }[]
}

/** Answers POST /v1/responses: a body, or the events of a stream. */
export function answerResponses(request: ResponsesRequest): object | readonly object[] {
  const names = (request.tools ?? []).flatMap(tool => tool.name ?? [])
  const items = typeof request.input === 'string' ? [] : request.input
  const turn = cannedTurn(
    names,
    items.some(item => item.type === 'function_call_output'),
  )
  const body = response(turn, `resp_${items.length}`, `${request.model}-2025-08-07`)
  return request.stream === true ? events(turn, body) : body
}

function response({ answer, usage }: CannedTurn, id: string, model: string) {
  const { input, output, cached, reasoning } = usage
  return {
    id,
    object: 'response',
    created_at: 1_760_000_000,
    status: 'completed',
    error: null,
    incomplete_details: null,
    instructions: null,
    model,
    output: [outputItem(answer)],
    parallel_tool_calls: true,
    tool_choice: 'auto',
    tools: [],
    metadata: {},
    temperature: 1,
    top_p: 1,
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: input + output,
    },
  }
}

function outputItem(answer: CannedTurn['answer']) {
  if (answer.kind === 'tool-call') {
    const { id, name, arguments: text } = answer
    return { type: 'function_call', id: 'fc_1', call_id: id, name, arguments: text, status: 'completed' }
  }
  const content = [{ type: 'output_text', text: answer.text, annotations: [], logprobs: [] }]
  return { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content }
}

function events({ answer }: CannedTurn, body: ReturnType<typeof response>): object[] {
  const item = outputItem(answer)
  const unfinished = { ...body, status: 'in_progress', output: [], usage: null }
  const added =
    answer.kind === 'tool-call'
      ? { ...item, arguments: '', status: 'in_progress' }
      : { ...item, content: [], status: 'in_progress' }
  return [
    { type: 'response.created', response: unfinished },
    { type: 'response.in_progress', response: unfinished },
    { type: 'response.output_item.added', output_index: 0, item: added },
    ...deltas(answer, item.id),
    { type: 'response.output_item.done', output_index: 0, item },
    { type: 'response.completed', response: body },
  ].map((event, sequence_number) => ({ ...event, sequence_number }))
}

function deltas(answer: CannedTurn['answer'], item_id: string): object[] {
  const at = { item_id, output_index: 0 }
  if (answer.kind === 'tool-call') {
    const { arguments: text } = answer
    return [
      { type: 'response.function_call_arguments.delta', ...at, delta: text },
      { type: 'response.function_call_arguments.done', ...at, arguments: text },
    ]
  }
  const place = { ...at, content_index: 0 }
  const part = (text: string) => ({ type: 'output_text', text, annotations: [], logprobs: [] })
  const words = answer.text.split(/(?= )/)
  return [
    { type: 'response.content_part.added', ...place, part: part('') },
    ...words.map(delta => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text: answer.text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part: part(answer.text) },
  ]
}
