import type { JsonObject, JsonValue } from '../base/json.ts'
import { anyField, numberField, objectField, textField } from '../base/json-field.ts'
import { MILLISECOND, SECOND, scaled, timeAt } from './time.ts'

const TYPES: ReadonlySet<string> = new Set([
  'pattern_start',
  'pattern_end',
  'agent_start',
  'agent_end',
  'llm_call',
  'llm_response',
  'routing_decision',
  'compression',
  'error',
  'cost_record',
  'cost',
  'message',
  'provider_call_start',
  'provider_call_end',
  'provider_call_error',
])
const PLACED = ['timestamp', 'event_type', 'type', 'payload', 'data', 'metadata', 'messages_in', 'response']

/** A line of any dialect, with what it says at the top and below in one place. */
export interface PyAgentEvent {
  readonly type: string
  readonly line: number
  readonly time: bigint
  readonly agent: string | undefined
  readonly pattern: string | undefined
  readonly runId: string | undefined
  readonly duration: bigint | undefined
  readonly fields: JsonObject
  readonly input: JsonValue | undefined
  readonly output: JsonValue | undefined
}

/** Studio's `type` is a word of everybody, so there only what nobody else says counts. */
export function isPyAgentEvent(eventType: string | undefined, type: string | undefined): boolean {
  return TYPES.has(eventType ?? '') || (TYPES.has(type ?? '') && type?.includes('_') === true)
}

export function pyAgentEvent(record: JsonObject, line: number): PyAgentEvent | undefined {
  const type = textField(record, 'event_type', 'type')
  const time = timeAt(record, 'timestamp')
  if (type === undefined || time === undefined) return undefined
  const fields = { ...inner(record), ...objectField(record, 'metadata'), ...withoutEmpty(record) }
  return {
    type: type === 'cost' ? 'cost_record' : type,
    line,
    time,
    agent: textField(fields, 'agent_name', 'agent'),
    pattern: textField(fields, 'pattern_type', 'pattern_name', 'workflow', 'pattern'),
    runId: textField(fields, 'run_id', 'trace_id'),
    duration: durationOf(fields),
    fields,
    input: anyField(record, 'messages_in', 'messages') ?? anyField(fields, 'messages', 'input'),
    output:
      textField(record, 'response') ??
      anyField(fields, 'response', 'output', 'result_output', 'final_output'),
  }
}

function inner(record: JsonObject): JsonObject | undefined {
  return objectField(record, 'payload', 'data')
}

/** The top says nothing where it is empty, which it is in two dialects of the three. */
function withoutEmpty(record: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(record).filter(([key, value]) => !PLACED.includes(key) && value !== '' && value !== null),
  )
}

function durationOf(fields: JsonObject): bigint | undefined {
  const milliseconds = numberField(fields, 'duration_ms', 'latency_ms')
  const seconds = numberField(fields, 'duration_seconds')
  if (milliseconds !== undefined && milliseconds >= 0) return scaled(milliseconds, MILLISECOND)
  return seconds !== undefined && seconds >= 0 ? scaled(seconds, SECOND) : undefined
}
