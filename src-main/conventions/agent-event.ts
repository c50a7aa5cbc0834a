import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { textOf } from './read-attribute.ts'

/** What an event of a coding agent tells of the turn it belongs to. */
export type EventRole =
  /** What the user asked. */
  | 'turn'
  /** A call was sent, was answered, or what was in it. */
  | 'call-start'
  | 'call-end'
  | 'call-content'
  /** A tool was decided on, or has run. */
  | 'tool-start'
  | 'tool-end'
  /** Of the turn as a whole. */
  | 'other'

export type AgentProducer = 'claude-code' | 'codex' | 'gemini-cli'

/** A log record of a coding agent that names its session: enough to find its place when it names no trace. */
export interface AgentEvent {
  readonly producer: AgentProducer
  /** Agents copy the names of others under a prefix of their own. */
  readonly prefix: string
  readonly role: EventRole
  readonly sessionId: string
  /** The turn, where the producer numbers them. */
  readonly promptId: string | undefined
  /** The id that the call or the tool call has. */
  readonly key: string | undefined
}

type Roles = Readonly<Record<string, EventRole>>

const CLAUDE_CODE: Roles = {
  user_prompt: 'turn',
  api_request: 'call-end',
  api_error: 'call-end',
  api_refusal: 'call-content',
  api_request_body: 'call-content',
  api_response_body: 'call-content',
  assistant_response: 'call-content',
  tool_result: 'tool-end',
  tool_decision: 'tool-start',
}
const CODEX: Roles = {
  user_prompt: 'turn',
  api_request: 'call-start',
  websocket_request: 'call-start',
  tool_result: 'tool-end',
  tool_decision: 'tool-start',
}
const GEMINI_CLI: Roles = {
  user_prompt: 'turn',
  api_request: 'call-start',
  api_response: 'call-end',
  api_error: 'call-end',
  tool_call: 'tool-end',
}
const OPERATION_DETAILS = 'gen_ai.client.inference.operation.details'
const SESSION_KEYS = ['session.id', 'conversation.id', 'gen_ai.conversation.id']

/** Undefined for everything that no coding agent tells. */
export function readAgentEvent(log: OtlpLog): AgentEvent | undefined {
  const { attributes } = log
  const sessionId = textOf(attributes, ...SESSION_KEYS) ?? textOf(log.origin.resource, 'session.id')
  const name = nameOf(log)
  if (sessionId === undefined || name === undefined) return undefined
  const role = roleOf(name, attributes)
  return {
    ...name,
    role,
    sessionId,
    promptId: name.producer === 'codex' ? undefined : textOf(attributes, 'prompt.id', 'prompt_id'),
    key:
      role === 'tool-start' || role === 'tool-end'
        ? textOf(attributes, 'tool_use_id', 'call_id')
        : textOf(attributes, 'request_id', 'client_request_id'),
  }
}

interface EventName {
  readonly producer: AgentProducer
  readonly prefix: string
  readonly name: string
}

/** Claude Code and its copies tell the whole name in the body, and without the prefix in the attribute. */
function nameOf({ eventName, body, origin }: OtlpLog): EventName | undefined {
  const [, prefix = '', name = ''] = /^([\w-]+)\.([\w.-]+)$/.exec(typeof body === 'string' ? body : '') ?? []
  if (prefix !== '' && name === eventName && Object.hasOwn(CLAUDE_CODE, name)) {
    return { producer: 'claude-code', prefix, name }
  }
  const [, producer = '', rest = ''] =
    /^(claude_code|codex|gemini_cli|qwen-code)\.(.+)$/.exec(eventName) ?? []
  if (producer === 'claude_code') return { producer: 'claude-code', prefix: producer, name: rest }
  if (producer === 'codex') return { producer: 'codex', prefix: producer, name: rest }
  if (producer !== '') return { producer: 'gemini-cli', prefix: producer, name: rest }
  if (prefix === 'claude_code') return { producer: 'claude-code', prefix, name }
  const isGemini = eventName === OPERATION_DETAILS && /^(gemini-cli|qwen-code)$/.test(origin.scopeName)
  return isGemini ? { producer: 'gemini-cli', prefix: 'gemini_cli', name: eventName } : undefined
}

function roleOf({ producer, name }: EventName, attributes: AttributeMap): EventRole {
  if (name === OPERATION_DETAILS) return 'call-content'
  if (producer === 'codex' && attributes.get('event.kind') === 'response.completed') return 'call-end'
  const roles = { 'claude-code': CLAUDE_CODE, codex: CODEX, 'gemini-cli': GEMINI_CLI }[producer]
  return Object.hasOwn(roles, name) ? (roles[name] ?? 'other') : 'other'
}
