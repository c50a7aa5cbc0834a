import type { JsonObject } from '../base/json.ts'
import { anyField, numberField, objectField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
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
import { titleOf } from './messages.ts'
import {
  answerOfStep,
  isEnded,
  type OpencodeStep,
  resultsOfStep,
  stepsOf,
  userMessage,
} from './opencode-part.ts'
import { earliest, latest, MILLISECOND, scaled } from './time.ts'

const FORMAT = 'opencode'
const ORIGIN = originOf('opencode', 'opencode')

export interface OpencodeMessage {
  readonly line: number
  readonly info: JsonObject
  readonly parts: readonly JsonObject[]
}

export interface OpencodeSession {
  readonly id: string
  readonly info: JsonObject | undefined
  readonly messages: readonly OpencodeMessage[]
}

/** One run for each session, with a turn for each thing the user said. */
export function* opencodeSpans(session: OpencodeSession): Generator<ImportedItem> {
  const times = session.messages.flatMap(({ info, parts }) => [
    timeOf(info, 'created'),
    timeOf(info, 'completed'),
    ...parts.map(part => timeOf(objectField(part, 'state'), 'end')),
  ])
  const start = earliest(times)
  const [first] = session.messages
  if (start === undefined || first === undefined) {
    yield { kind: 'skipped', line: first?.line ?? 1, reason: 'The session has no message with a time.' }
    return
  }
  yield { kind: 'span', line: first.line, span: rootSpan(session, start, latest(times)) }
  const history: string[] = []
  let turnId = rootSpanId(session)
  for (const message of session.messages) {
    if (message.info.role === 'user') {
      history.push(JSON.stringify(userMessage(message.parts)))
      turnId = spanIdOf(FORMAT, session.id, 'turn', textField(message.info, 'id') ?? '')
      yield { kind: 'span', line: message.line, span: turnSpan(session, message, turnId) }
    } else yield* answerSpans(session, message, turnId, history)
  }
}

function* answerSpans(
  session: OpencodeSession,
  message: OpencodeMessage,
  turnId: string,
  history: string[],
): Generator<ImportedItem> {
  const { info, line } = message
  let now = timeOf(info, 'created')
  for (const step of stepsOf(message.parts)) {
    const place: Place = { session, info, turnId, start: now ?? 0n }
    yield { kind: 'span', line, span: callSpan(place, step, history) }
    for (const part of step.parts) {
      if (part.type === 'tool') yield { kind: 'span', line, span: toolSpan(place, part) }
    }
    history.push(...[answerOfStep(step), ...resultsOfStep(step)].map(each => JSON.stringify(each)))
    now = latest([now, ...step.parts.map(part => timeOf(objectField(part, 'state'), 'end'))])
  }
}

function rootSpan(session: OpencodeSession, start: bigint, end: bigint | undefined): OtlpSpan {
  const prompt = session.messages.find(({ info }) => info.role === 'user')
  const text = prompt?.parts.find(part => part.type === 'text')
  const title = textField(session.info, 'title') ?? titleOf(textField(text, 'text'))
  return makeSpan({
    ...placeOf(session),
    spanId: rootSpanId(session),
    name: title ?? 'opencode session',
    startUnixNano: start,
    endUnixNano: end,
    attributes: {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': title,
      'gen_ai.conversation.id': session.id,
    },
    others: othersOf(session.info, FORMAT, ['id', 'title']),
  })
}

function turnSpan(session: OpencodeSession, { info, parts }: OpencodeMessage, spanId: string): OtlpSpan {
  const index = session.messages.findIndex(message => message.info === info)
  const next = session.messages.findIndex((message, at) => at > index && message.info.role === 'user')
  const answers = session.messages.slice(index, next === -1 ? undefined : next)
  const agent = textField(info, 'agent') ?? 'opencode'
  return makeSpan({
    ...placeOf(session),
    spanId,
    parentSpanId: rootSpanId(session),
    name: `invoke_agent ${agent}`,
    startUnixNano: timeOf(info, 'created') ?? 0n,
    endUnixNano: latest(
      answers.flatMap(answer => [timeOf(answer.info, 'created'), timeOf(answer.info, 'completed')]),
    ),
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': agent,
      'gen_ai.conversation.id': session.id,
      'gen_ai.input.messages': JSON.stringify([userMessage(parts)]),
    },
    others: othersOf(info, FORMAT, ['id', 'sessionID', 'role', 'time', 'agent']),
  })
}

interface Place {
  readonly session: OpencodeSession
  readonly info: JsonObject
  readonly turnId: string
  readonly start: bigint
}

function callSpan(
  { session, info, turnId, start }: Place,
  step: OpencodeStep,
  history: readonly string[],
): OtlpSpan {
  const model = textField(info, 'modelID')
  const error = objectField(info, 'error')
  const reason = textField(step.finish, 'reason') ?? textField(info, 'finish')
  return makeSpan({
    ...placeOf(session),
    spanId: spanIdOf(FORMAT, session.id, 'call', textField(info, 'id') ?? '', String(step.number)),
    parentSpanId: turnId,
    name: model === undefined ? 'chat' : `chat ${model}`,
    otelKind: 3,
    startUnixNano: start,
    endUnixNano: endOf(info, step),
    status: error === undefined ? 'unset' : 'error',
    statusMessage: textField(objectField(error, 'data'), 'message') ?? textField(error, 'name'),
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': textField(info, 'providerID'),
      'gen_ai.request.model': model,
      'gen_ai.response.finish_reasons': reason === undefined ? undefined : [reason],
      'gen_ai.conversation.id': session.id,
      'gen_ai.agent.name': textField(info, 'agent', 'mode'),
      'gen_ai.input.messages': `[${history.join(',')}]`,
      'gen_ai.output.messages': JSON.stringify([answerOfStep(step)]),
      ...usageOf(info, step),
    },
    others: othersOf(info, FORMAT, [
      'id',
      'sessionID',
      'role',
      'time',
      'tokens',
      'cost',
      'modelID',
      'providerID',
    ]),
  })
}

/** A request ends where its first tool begins, or with its message. */
function endOf(info: JsonObject, step: OpencodeStep): bigint | undefined {
  const tools = step.parts.map(part => timeOf(objectField(part, 'state'), 'start'))
  const texts = step.parts.map(part => timeOf(part, 'end'))
  return earliest(tools) ?? latest(texts) ?? timeOf(info, 'completed')
}

/** The figures of a message repeat those of its steps. The cache is counted beside the input. */
function usageOf(info: JsonObject, step: OpencodeStep): Attributes {
  const source = step.finish ?? info
  const tokens = objectField(source, 'tokens')
  const cache = objectField(tokens, 'cache')
  const input = numberField(tokens, 'input')
  const read = numberField(cache, 'read')
  const write = numberField(cache, 'write')
  return {
    'gen_ai.usage.input_tokens': input === undefined ? undefined : input + (read ?? 0) + (write ?? 0),
    'gen_ai.usage.cache_read.input_tokens': read,
    'gen_ai.usage.cache_creation.input_tokens': write,
    'gen_ai.usage.output_tokens': numberField(tokens, 'output'),
    'gen_ai.usage.reasoning.output_tokens': numberField(tokens, 'reasoning'),
    'gen_ai.usage.cost': numberField(source, 'cost'),
  }
}

function toolSpan({ session, turnId, start }: Place, part: JsonObject): OtlpSpan {
  const name = textField(part, 'tool') ?? 'unknown'
  const state = objectField(part, 'state')
  const begin = timeOf(state, 'start') ?? start
  const hasFailed = state?.status === 'error'
  return makeSpan({
    ...placeOf(session),
    spanId: spanIdOf(FORMAT, session.id, 'tool', textField(part, 'id', 'callID') ?? ''),
    parentSpanId: turnId,
    name: `execute_tool ${name}`,
    startUnixNano: begin,
    endUnixNano: isEnded(part) ? (timeOf(state, 'end') ?? begin) : undefined,
    status: hasFailed ? 'error' : 'unset',
    statusMessage: hasFailed ? textField(state, 'error') : '',
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': name,
      'gen_ai.tool.call.id': textField(part, 'callID'),
      'gen_ai.tool.call.arguments': attributeOf(state?.input),
      'gen_ai.tool.call.result': attributeOf(anyField(state, 'output', 'error')),
      'gen_ai.conversation.id': session.id,
      'error.type': hasFailed ? 'tool_error' : undefined,
    },
    others: othersOf(state, FORMAT, ['status', 'input', 'output', 'error', 'time']),
  })
}

/** Unix milliseconds within `time`. */
function timeOf(record: JsonObject | undefined, name: string): bigint | undefined {
  const value = numberField(objectField(record, 'time'), name)
  return value === undefined || value <= 0 ? undefined : scaled(value, MILLISECOND)
}

function placeOf(session: OpencodeSession) {
  return { traceId: traceIdOf(FORMAT, session.id), origin: ORIGIN }
}

function rootSpanId(session: OpencodeSession): string {
  return spanIdOf(FORMAT, session.id, 'session')
}
