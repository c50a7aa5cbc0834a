import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { AttributeMap, AttributeValue } from '../otlp/otlp-span.ts'
import { type AgentEvent, readAgentEvent } from './agent-event.ts'
import { type LoggedPart, wordsOf } from './logged-words.ts'
import { numberOf, textOf } from './read-attribute.ts'

/** On every span that was never sent: what it says is gathered from log records. */
export const TOLD_BY_KEY = 'runback.told_by'
const TOLD_BY = 'log records'
const NANOSECONDS_PER_MILLISECOND = 1e6

/** A span as its log records tell it. */
export interface LoggedSpan {
  readonly name: string
  readonly startUnixNano: bigint
  readonly endUnixNano: bigint | undefined
  readonly status: 'unset' | 'ok' | 'error'
  readonly statusMessage: string
  readonly attributes: AttributeMap
}

interface ReadLog {
  readonly log: OtlpLog
  readonly event: AgentEvent
}

/** Undefined when the records are of something else than agents and models. */
export function readLoggedSpan(logs: readonly OtlpLog[]): LoggedSpan | undefined {
  const read = logs.flatMap((log): ReadLog[] => {
    const event = readAgentEvent(log)
    return event === undefined ? [] : [{ log, event }]
  })
  if (read.length > 0) return agentSpan(read, partOf(read))
  return logs.some(isGenAi) ? genAiSpan(logs) : undefined
}

/** The span of a whole turn, which lasts from its first record to its last. */
export function readLoggedTurn(
  logs: readonly OtlpLog[],
  { firstNs, lastNs }: { readonly firstNs: bigint; readonly lastNs: bigint },
): LoggedSpan | undefined {
  const read = logs.flatMap((log): ReadLog[] => {
    const event = readAgentEvent(log)
    return event === undefined ? [] : [{ log, event }]
  })
  return read.length === 0
    ? undefined
    : { ...agentSpan(read, 'turn'), startUnixNano: firstNs, endUnixNano: lastNs }
}

/** Records of several calls on one span are those of the turn they were made in. */
function partOf(read: readonly ReadLog[]): LoggedPart {
  const parts = new Set(read.map(({ event }) => event.role.split('-')[0]))
  const ends = read.filter(({ event }) => event.role.endsWith('-end')).length
  if (parts.size > 1 || ends > 1) return 'turn'
  return parts.has('call') ? 'call' : parts.has('tool') ? 'tool' : 'turn'
}

function agentSpan(read: readonly ReadLog[], part: LoggedPart): LoggedSpan {
  const own = part === 'turn' ? read.filter(({ event }) => event.role === 'turn') : read
  const told = new Map(own.flatMap(({ log }) => countedAttributes(log)))
  const failure = part === 'turn' ? undefined : failureOf(read)
  const end = latest(read.filter(({ event, log }) => isLast(event, log)).map(({ log }) => timeOf(log)))
  const [first] = read
  const words = first === undefined ? undefined : wordsOf(first.event, part, told)
  return {
    name: words?.name ?? part,
    startUnixNano: earliest(read.map(({ log }) => startOf(log))) ?? 0n,
    endUnixNano: part === 'turn' ? latest(read.map(({ log }) => timeOf(log))) : end,
    status: failure !== undefined ? 'error' : end === undefined ? 'unset' : 'ok',
    statusMessage: failure ?? '',
    attributes: new Map<string, AttributeValue>([
      ...told,
      ...sessionOf(first),
      ...(words?.attributes ?? []),
      [TOLD_BY_KEY, TOLD_BY],
    ]),
  }
}

const COUNTS = /token|cost/

/** A span that was started is most likely on its way, and tells its tokens itself; some records name a wrong one. */
function countedAttributes({ traceId, attributes }: OtlpLog): [string, AttributeValue][] {
  return [...attributes].filter(([key]) => traceId === undefined || !COUNTS.test(key))
}

function sessionOf(read: ReadLog | undefined): [string, AttributeValue][] {
  return read === undefined ? [] : [['session.id', read.event.sessionId]]
}

/** After it nothing more happens: the answer, the result, a failure or a refusal of the user. */
function isLast({ role }: AgentEvent, log: OtlpLog): boolean {
  return role.endsWith('-end') || (role.endsWith('-start') && failureIn(log) !== undefined)
}

/** A call that was tried again is another call, so the last word on this one counts. */
function failureOf(read: readonly ReadLog[]): string | undefined {
  return read.map(({ log }) => failureIn(log)).findLast(failure => failure !== undefined)
}

function failureIn({ attributes, eventName, body }: OtlpLog): string | undefined {
  const reason = textOf(attributes, 'error.message', 'error_message', 'error')
  const isError = /\.?api_error$/.test(eventName) || (typeof body === 'string' && body.endsWith('.api_error'))
  const success = attributes.get('success')
  if (isError || success === false || success === 'false') return reason ?? 'failed'
  const decision = attributes.get('decision')
  if (decision === 'reject' || decision === 'denied') return 'The tool was not allowed to run'
  return reason
}

/** What OpenTelemetry's own events tell of a span that has not come. */
function genAiSpan(logs: readonly OtlpLog[]): LoggedSpan {
  const told = new Map(
    logs.flatMap(({ attributes }) => [...attributes].filter(([key]) => isSummary(key, attributes.get(key)))),
  )
  const operation = textOf(told, 'gen_ai.operation.name')
  const model = textOf(told, 'gen_ai.request.model')
  const name = operation === undefined ? logs[0]?.eventName : [operation, model].filter(Boolean).join(' ')
  return {
    name: name ?? 'span',
    startUnixNano: earliest(logs.map(timeOf)) ?? 0n,
    endUnixNano: latest(logs.map(timeOf)),
    status: 'unset',
    statusMessage: '',
    attributes: new Map([...told, [TOLD_BY_KEY, TOLD_BY]]),
  }
}

/** Content stays on the events, where the vocabularies look for it. */
function isSummary(key: string, value: AttributeValue | undefined): boolean {
  const isScalar = typeof value === 'string' || typeof value === 'number'
  return isScalar && key !== 'event.name' && !/messages$|instructions$|definitions$/.test(key)
}

function isGenAi({ eventName, attributes, body }: OtlpLog): boolean {
  if (body instanceof Map && (body.has('input') || body.has('output'))) return true
  return (
    eventName.startsWith('gen_ai.') ||
    attributes.has('gen_ai.system') ||
    attributes.has('gen_ai.operation.name')
  )
}

function timeOf({ timeUnixNano, observedUnixNano }: OtlpLog): bigint {
  return timeUnixNano || observedUnixNano
}

/** Records are written at the end of what they tell. */
function startOf(log: OtlpLog): bigint {
  const durationMs = numberOf(log.attributes, 'duration_ms') ?? 0
  return timeOf(log) - BigInt(Math.round(Math.max(0, durationMs) * NANOSECONDS_PER_MILLISECOND))
}

function earliest(times: readonly bigint[]): bigint | undefined {
  return times.reduce<bigint | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined)
}

function latest(times: readonly bigint[]): bigint | undefined {
  return times.reduce<bigint | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined)
}
