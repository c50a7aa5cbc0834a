import type { JsonObject } from '../base/json.ts'
import { numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { GeminiChat, GeminiMessage } from './gemini-chat.ts'
import { geminiAnswer, geminiParts, geminiText, geminiToolResult, geminiToolResults } from './gemini-part.ts'
import type { ImportedItem } from './importer.ts'
import {
  type Attributes,
  attributeOf,
  makeSpan,
  originOf,
  othersOf,
  spanIdOf,
  traceIdOf,
} from './make-span.ts'
import { message, titleOf } from './messages.ts'
import { earliest, latest, timeAt } from './time.ts'

const FORMAT = 'gemini-cli'
const ORIGIN = originOf('gemini-cli', 'gemini-cli')

interface Turn {
  readonly prompt: GeminiMessage | undefined
  readonly messages: GeminiMessage[]
}

/** What the next call is sent, each message as JSON text, and when the talk has come so far. */
interface Progress {
  readonly history: string[]
  now: bigint
}

/** One run for each chat, with a turn for each thing the user said. */
export function* geminiSpans(chat: GeminiChat): Generator<ImportedItem> {
  const times = [...chat.messages.values()].map(timeOfMessage)
  const start = timeAt(chat.meta, 'startTime') ?? times.find(time => time !== undefined)
  if (start === undefined) return
  const progress: Progress = { history: [], now: start }
  for (const turn of turnsOf(chat)) {
    progress.now = timeOfMessage(turn.prompt) ?? progress.now
    yield { kind: 'span', line: lineOf(turn), span: turnSpan(chat, turn, progress.now) }
    for (const each of turn.messages) yield* messageSpans(chat, turn, each, progress)
  }
  const end = latest([progress.now, ...times]) ?? start
  yield { kind: 'span', line: 1, span: rootSpan(chat, start, end) }
}

function* messageSpans(
  chat: GeminiChat,
  turn: Turn,
  { record, line }: GeminiMessage,
  progress: Progress,
): Generator<ImportedItem> {
  const { history, now } = progress
  if (record.type === 'user') history.push(JSON.stringify(message('user', geminiParts(record.content))))
  if (record.type !== 'gemini') return
  const end = timeAt(record, 'timestamp') ?? now
  const place: Place = { chat, turn, start: earliest([end, now]) ?? end, end }
  const tools = objectsField(record, 'toolCalls')
  yield { kind: 'span', line, span: callSpan(place, record, `[${history.join(',')}]`) }
  for (const call of tools) yield { kind: 'span', line, span: toolSpan(place, call) }
  const sent = [geminiAnswer(record), ...geminiToolResults(record)]
  history.push(...sent.map(each => JSON.stringify(each)))
  progress.now = latest([end, ...tools.map(call => timeAt(call, 'timestamp'))]) ?? end
}

function turnsOf(chat: GeminiChat): Turn[] {
  const turns: Turn[] = []
  for (const each of chat.messages.values()) {
    if (each.record.type === 'user') turns.push({ prompt: each, messages: [each] })
    else if (turns.length > 0) turns.at(-1)?.messages.push(each)
    else turns.push({ prompt: undefined, messages: [each] })
  }
  return turns
}

function timeOfMessage(message: GeminiMessage | undefined): bigint | undefined {
  return timeAt(message?.record, 'timestamp')
}

function lineOf({ messages }: Turn): number {
  return messages[0]?.line ?? 1
}

function rootSpan(chat: GeminiChat, start: bigint, end: bigint): OtlpSpan {
  const prompt = [...chat.messages.values()].find(({ record }) => record.type === 'user')
  const title = textField(chat.meta, 'summary') ?? titleOf(geminiText(prompt?.record.content))
  return makeSpan({
    ...placeOf(chat),
    spanId: rootSpanId(chat),
    name: title ?? 'Gemini CLI session',
    startUnixNano: start,
    endUnixNano: end,
    attributes: {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': title,
      'gen_ai.conversation.id': chat.sessionId,
    },
    others: othersOf(chat.meta, 'gemini_cli', ['sessionId', 'summary']),
  })
}

function turnSpan(chat: GeminiChat, turn: Turn, start: bigint): OtlpSpan {
  const remarks = turn.messages.filter(({ record }) => record.type !== 'user' && record.type !== 'gemini')
  const last = turn.messages.at(-1)?.record
  const failure = last?.type === 'error' ? geminiText(last.content) : undefined
  return makeSpan({
    ...placeOf(chat),
    spanId: turnSpanId(chat, turn),
    parentSpanId: rootSpanId(chat),
    name: 'invoke_agent gemini-cli',
    startUnixNano: start,
    endUnixNano: latest(turn.messages.map(timeOfMessage)),
    status: failure === undefined ? 'unset' : 'error',
    statusMessage: failure,
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'gemini-cli',
      'gen_ai.conversation.id': chat.sessionId,
      'gen_ai.input.messages':
        turn.prompt && JSON.stringify([message('user', geminiParts(turn.prompt.record.content))]),
    },
    events: remarks.map(remark => remarkEvent(remark.record, timeOfMessage(remark) ?? start)),
  })
}

function remarkEvent(record: JsonObject, timeUnixNano: bigint) {
  const text = geminiText(record.content) ?? ''
  return record.type === 'error'
    ? { name: 'exception', timeUnixNano, attributes: new Map([['exception.message', text]]) }
    : {
        name: `gemini_cli.${textField(record, 'type')}`,
        timeUnixNano,
        attributes: new Map([['message', text]]),
      }
}

interface Place {
  readonly chat: GeminiChat
  readonly turn: Turn
  readonly start: bigint
  readonly end: bigint
}

function callSpan({ chat, turn, start, end }: Place, record: JsonObject, input: string): OtlpSpan {
  const model = textField(record, 'model')
  return makeSpan({
    ...placeOf(chat),
    spanId: spanIdOf(FORMAT, chat.sessionId, 'call', textField(record, 'id') ?? ''),
    parentSpanId: turnSpanId(chat, turn),
    name: model === undefined ? 'chat' : `chat ${model}`,
    otelKind: 3,
    startUnixNano: start,
    endUnixNano: end,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'gcp.gemini',
      'gen_ai.request.model': model,
      'gen_ai.conversation.id': chat.sessionId,
      'gen_ai.agent.name': 'gemini-cli',
      'gen_ai.input.messages': input,
      'gen_ai.output.messages': JSON.stringify([geminiAnswer(record)]),
      ...usageOf(objectField(record, 'tokens')),
    },
    others: othersOf(record, 'gemini_cli', ['id', 'type', 'content', 'model', 'toolCalls', 'thoughts']),
  })
}

/** Gemini counts thoughts beside the answer, and the results of its own tools beside the prompt. */
function usageOf(tokens: JsonObject | undefined): Attributes {
  const input = numberField(tokens, 'input')
  const output = numberField(tokens, 'output')
  const thoughts = numberField(tokens, 'thoughts')
  return {
    'gen_ai.usage.input_tokens': input && input + (numberField(tokens, 'tool') ?? 0),
    'gen_ai.usage.cache_read.input_tokens': numberField(tokens, 'cached'),
    'gen_ai.usage.output_tokens': output === undefined ? undefined : output + (thoughts ?? 0),
    'gen_ai.usage.reasoning.output_tokens': thoughts,
  }
}

function toolSpan({ chat, turn, end: asked }: Place, call: JsonObject): OtlpSpan {
  const name = textField(call, 'name') ?? 'unknown'
  const end = timeAt(call, 'timestamp')
  const hasFailed = call.status === 'error' || call.status === 'cancelled'
  return makeSpan({
    ...placeOf(chat),
    spanId: spanIdOf(FORMAT, chat.sessionId, 'tool', textField(call, 'id') ?? name),
    parentSpanId: turnSpanId(chat, turn),
    name: `execute_tool ${name}`,
    startUnixNano: end !== undefined && end < asked ? end : asked,
    endUnixNano: end,
    status: hasFailed ? 'error' : 'unset',
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': name,
      'gen_ai.tool.call.id': textField(call, 'id'),
      'gen_ai.tool.call.arguments': attributeOf(call.args),
      'gen_ai.tool.call.result': attributeOf(geminiToolResult(call)),
      'gen_ai.conversation.id': chat.sessionId,
      'gen_ai.agent.name': 'gemini-cli',
      'error.type': hasFailed ? `tool_${textField(call, 'status')}` : undefined,
    },
    others: othersOf(call, 'gemini_cli', ['id', 'name', 'args', 'result', 'timestamp']),
  })
}

function placeOf(chat: GeminiChat) {
  return { traceId: traceIdOf(FORMAT, chat.sessionId), origin: ORIGIN }
}

function rootSpanId(chat: GeminiChat): string {
  return spanIdOf(FORMAT, chat.sessionId, 'session')
}

function turnSpanId(chat: GeminiChat, { prompt }: Turn): string {
  return spanIdOf(FORMAT, chat.sessionId, 'turn', textField(prompt?.record, 'id') ?? '')
}
