import type { Dialect } from '../../src-main/replay/known-providers.ts'

/** What a model says, in no vendor's words. */
export interface Reply {
  readonly text?: string
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: object }[]
  readonly inputTokens?: number
  readonly outputTokens?: number
}

/** The chunks of a streamed answer; the first two of a text hold all of the text and no end. */
export function streamOf(dialect: Dialect, reply: Reply): string[] {
  switch (dialect) {
    case 'openai':
    case 'openai-compatible':
      return chatChunks(reply)
    case 'openai-responses':
      return responsesChunks(reply)
    case 'anthropic':
      return messagesChunks(reply)
    case 'google':
      return googleChunks(reply)
  }
}

function counts({ inputTokens = 20, outputTokens = 7 }: Reply) {
  return { inputTokens, outputTokens }
}

function data(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

function event(value: { readonly type: string } & Readonly<Record<string, unknown>>): string {
  return `event: ${value.type}\n${data(value)}`
}

function chatChunks(reply: Reply): string[] {
  const { text, toolCalls = [] } = reply
  const { inputTokens, outputTokens } = counts(reply)
  const chunk = (delta: object, finish: string | null = null) =>
    data({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_790_000_000,
      model: 'the-model',
      choices: [{ index: 0, delta, finish_reason: finish }],
    })
  return [
    chunk({ role: 'assistant', content: '' }),
    ...(text === undefined ? [] : [chunk({ content: text })]),
    ...toolCalls.map(({ id, name, arguments: given }, index) =>
      chunk({
        tool_calls: [{ index, id, type: 'function', function: { name, arguments: JSON.stringify(given) } }],
      }),
    ),
    chunk({}, toolCalls.length > 0 ? 'tool_calls' : 'stop'),
    data({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_790_000_000,
      model: 'the-model',
      choices: [],
      usage: {
        prompt_tokens: inputTokens,
        completion_tokens: outputTokens,
        total_tokens: inputTokens + outputTokens,
      },
    }),
    'data: [DONE]\n\n',
  ]
}

function responsesChunks(reply: Reply): string[] {
  const { text, toolCalls = [] } = reply
  const { inputTokens, outputTokens } = counts(reply)
  const response = { id: 'resp_1', object: 'response', created_at: 1_790_000_000, model: 'the-model' }
  const message = { type: 'message', id: 'msg_1', role: 'assistant', content: [], status: 'in_progress' }
  const begin =
    event({ type: 'response.created', response: { ...response, output: [] } }) +
    (text === undefined ? '' : event({ type: 'response.output_item.added', output_index: 0, item: message }))
  const said =
    text === undefined
      ? ''
      : event({
          type: 'response.output_text.delta',
          item_id: 'msg_1',
          output_index: 0,
          content_index: 0,
          delta: text,
        })
  const content = [{ type: 'output_text', text: text ?? '', annotations: [] }]
  return [
    begin,
    said,
    ...(text === undefined
      ? []
      : [
          event({
            type: 'response.output_item.done',
            output_index: 0,
            item: { ...message, content, status: 'completed' },
          }),
        ]),
    ...toolCalls.flatMap(({ id, name, arguments: given }, index) => {
      const item = {
        type: 'function_call',
        id: `fc_${index}`,
        call_id: id,
        name,
        arguments: '',
        status: 'in_progress',
      }
      const sent = JSON.stringify(given)
      return [
        event({ type: 'response.output_item.added', output_index: index, item }),
        event({
          type: 'response.function_call_arguments.delta',
          item_id: item.id,
          output_index: index,
          delta: sent,
        }),
        event({
          type: 'response.output_item.done',
          output_index: index,
          item: { ...item, arguments: sent, status: 'completed' },
        }),
      ]
    }),
    event({
      type: 'response.completed',
      response: {
        ...response,
        output: [],
        status: 'completed',
        incomplete_details: null,
        usage: {
          input_tokens: inputTokens,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens: outputTokens,
          output_tokens_details: { reasoning_tokens: 0 },
          total_tokens: inputTokens + outputTokens,
        },
      },
    }),
  ]
}

function messagesChunks(reply: Reply): string[] {
  const { text, toolCalls = [] } = reply
  const { inputTokens, outputTokens } = counts(reply)
  const start = {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'the-model',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: inputTokens, output_tokens: 1 },
    },
  }
  const block = (index: number, value: object, delta: object) => [
    event({ type: 'content_block_start', index, content_block: value }) +
      event({ type: 'content_block_delta', index, delta }),
    event({ type: 'content_block_stop', index }),
  ]
  const first = text === undefined ? 0 : 1
  return [
    event(start),
    ...(text === undefined ? [] : block(0, { type: 'text', text: '' }, { type: 'text_delta', text })),
    ...toolCalls.flatMap(({ id, name, arguments: given }, index) =>
      block(
        index + first,
        { type: 'tool_use', id, name, input: {} },
        { type: 'input_json_delta', partial_json: JSON.stringify(given) },
      ),
    ),
    event({
      type: 'message_delta',
      delta: { stop_reason: toolCalls.length > 0 ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage: { output_tokens: outputTokens },
    }),
    event({ type: 'message_stop' }),
  ]
}

function googleChunks(reply: Reply): string[] {
  const { text, toolCalls = [] } = reply
  const { inputTokens, outputTokens } = counts(reply)
  const about = { modelVersion: 'the-model', responseId: 'google-1' }
  const chunk = (parts: object[], rest: object = {}) =>
    data({ candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }], ...about })
  const usageMetadata = {
    promptTokenCount: inputTokens,
    candidatesTokenCount: outputTokens,
    totalTokenCount: inputTokens + outputTokens,
  }
  return [
    ': begin\n\n',
    chunk([
      ...(text === undefined ? [] : [{ text }]),
      ...toolCalls.map(({ name, arguments: args }) => ({ functionCall: { name, args } })),
    ]),
    data({
      candidates: [{ content: { role: 'model', parts: [{ text: '' }] }, index: 0, finishReason: 'STOP' }],
      usageMetadata,
      ...about,
    }),
  ]
}
