import type { JsonObject } from '../base/json.ts'
import { isJsonObject, parseJson } from '../base/json.ts'
import { numberField, objectField, textField } from '../base/json-field.ts'
import type { OtlpEvent, OtlpSpan } from '../otlp/otlp-span.ts'
import { type CodexToolCall, partsOf } from './codex-item.ts'
import {
  type Attributes,
  attributeOf,
  makeSpan,
  originOf,
  othersOf,
  spanIdOf,
  traceIdOf,
} from './make-span.ts'
import { message, messagesText, textPart, titleOf } from './messages.ts'

const FORMAT = 'codex'
const ORIGIN = originOf('codex-cli', 'codex')

/** A session, named by the meta line at its head. */
export interface CodexSession {
  readonly id: string
  readonly meta: JsonObject
}

export interface CodexTurn {
  readonly number: number
  readonly start: bigint
  /** Told by a task event, which will also tell its end. */
  readonly isExplicit: boolean
  readonly record: JsonObject
  prompt: string | undefined
  calls: number
  events: OtlpEvent[]
}

export interface CodexCall {
  readonly number: number
  readonly start: bigint
  readonly input: string
  readonly items: JsonObject[]
  end: bigint
}

export interface CodexTool extends CodexToolCall {
  readonly key: string
  readonly start: bigint
  readonly turn: number
  end: bigint | undefined
  output: JsonObject | undefined
  /** What the window was told of it, for example the exit code. */
  told: JsonObject | undefined
}

export function rootSpan(
  session: CodexSession,
  times: { readonly start: bigint; readonly end: bigint | undefined },
  prompt: string | undefined,
): OtlpSpan {
  const title = titleOf(prompt)
  const parent = parentThreadOf(session)
  return makeSpan({
    ...placeOf(session),
    spanId: rootSpanId(session.id),
    parentSpanId: parent === undefined ? undefined : rootSpanId(parent),
    name: title ?? 'Codex session',
    startUnixNano: times.start,
    endUnixNano: times.end,
    attributes: {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': title,
      'gen_ai.conversation.id': session.id,
    },
    others: othersOf(session.meta, 'codex', ['id', 'base_instructions', 'dynamic_tools']),
  })
}

export function turnSpan(
  session: CodexSession,
  turn: CodexTurn,
  outcome: { readonly end: bigint | undefined; readonly failure: string | undefined },
): OtlpSpan {
  return makeSpan({
    ...placeOf(session),
    spanId: turnSpanId(session, turn.number),
    parentSpanId: rootSpanId(session.id),
    name: 'invoke_agent codex',
    startUnixNano: turn.start,
    endUnixNano: outcome.end,
    status: outcome.failure === undefined ? 'unset' : 'error',
    statusMessage: outcome.failure,
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'codex',
      'gen_ai.conversation.id': session.id,
      'gen_ai.input.messages': messagesText('user', turn.prompt),
    },
    others: othersOf(turn.record, 'codex', ['type']),
    events: turn.events,
  })
}

export function callSpan(
  session: CodexSession,
  call: CodexCall,
  context: { readonly turn: CodexTurn; readonly settings: JsonObject; readonly usage: Attributes },
): OtlpSpan {
  const model = textField(context.settings, 'model') ?? textField(session.meta, 'model')
  const instructions = textField(objectField(session.meta, 'base_instructions'), 'text')
  const system = instructions ?? textField(session.meta, 'instructions')
  const output = call.items.flatMap(partsOf)
  return makeSpan({
    ...placeOf(session),
    spanId: spanIdOf(FORMAT, session.id, 'call', String(call.number)),
    parentSpanId: turnSpanId(session, context.turn.number),
    name: model === undefined ? 'chat' : `chat ${model}`,
    otelKind: 3,
    startUnixNano: call.start,
    endUnixNano: call.end,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': textField(session.meta, 'model_provider') ?? 'openai',
      'gen_ai.request.model': model,
      'gen_ai.request.reasoning.level': textField(context.settings, 'effort'),
      'gen_ai.conversation.id': session.id,
      'gen_ai.agent.name': 'codex',
      'gen_ai.system_instructions': system === undefined ? undefined : JSON.stringify([textPart(system)]),
      'gen_ai.tool.definitions': attributeOf(session.meta.dynamic_tools),
      'gen_ai.input.messages': call.input,
      'gen_ai.output.messages':
        output.length === 0 ? undefined : JSON.stringify([message('assistant', output)]),
      ...context.usage,
    },
    others: othersOf(context.settings, 'codex', ['model', 'effort']),
  })
}

export function toolSpan(session: CodexSession, tool: CodexTool, end: bigint | undefined): OtlpSpan {
  const exitCode = exitCodeOf(tool)
  const isLost = tool.output === undefined && end !== undefined
  const hasFailed = isLost || (exitCode ?? 0) !== 0 || tool.told?.success === false
  return makeSpan({
    ...placeOf(session),
    spanId: spanIdOf(FORMAT, session.id, 'tool', tool.key),
    parentSpanId: turnSpanId(session, tool.turn),
    name: `execute_tool ${tool.name}`,
    startUnixNano: tool.start,
    endUnixNano: end,
    status: hasFailed ? 'error' : 'unset',
    statusMessage: isLost ? 'The turn ended without a result.' : '',
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': tool.name,
      'gen_ai.tool.call.id': tool.id,
      'gen_ai.tool.call.arguments': attributeOf(tool.arguments),
      'gen_ai.tool.call.result': attributeOf(tool.output?.output),
      'gen_ai.conversation.id': session.id,
      'gen_ai.agent.name': 'codex',
      'process.exit.code': exitCode,
      'error.type': hasFailed ? 'tool_error' : undefined,
    },
    others: othersOf(tool.told, 'codex', ['type', 'call_id', 'exit_code']),
  })
}

/** The event knows it best; older versions wrote it into the result the model was given. */
function exitCodeOf({ told, output }: CodexTool): number | undefined {
  const result = textField(output, 'output')
  const parsed = result?.startsWith('{') === true ? parseJson(result) : undefined
  const metadata = isJsonObject(parsed) ? objectField(parsed, 'metadata') : undefined
  return numberField(told, 'exit_code') ?? numberField(metadata, 'exit_code')
}

/** A sub-agent's thread belongs to the run of the thread that spawned it. */
function placeOf(session: CodexSession) {
  return { traceId: traceIdOf(FORMAT, parentThreadOf(session) ?? session.id), origin: ORIGIN }
}

function parentThreadOf({ meta }: CodexSession): string | undefined {
  const spawn = objectField(objectField(objectField(meta, 'source'), 'subagent'), 'thread_spawn')
  return textField(spawn, 'parent_thread_id') ?? textField(meta, 'parent_thread_id')
}

function rootSpanId(sessionId: string): string {
  return spanIdOf(FORMAT, sessionId, 'session')
}

function turnSpanId(session: CodexSession, number: number): string {
  return spanIdOf(FORMAT, session.id, 'turn', String(number))
}
