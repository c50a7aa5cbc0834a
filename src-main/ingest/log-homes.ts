import { digestHex } from '../base/digest.ts'
import { type AgentEvent, readAgentEvent } from '../conventions/agent-event.ts'
import type { OtlpLog } from '../otlp/otlp-log.ts'
import { createBoundedMap } from '../store/bounded-map.ts'
import type { LogTurns } from '../store/log-turns.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'

/** Where a log record that names no trace belongs. */
export interface LogHome {
  readonly traceId: string
  readonly spanId: string
  /** Whether it helps to tell its span; the others are shown beside it. */
  readonly isEvent: boolean
}

interface LastCall {
  readonly spanId: string
  readonly isAnswered: boolean
}

const REMEMBERED_TURNS = 1024
const REMEMBERED_SESSIONS = 1024
/** How often a session that goes on as spans is noted. */
const NOTED_EVERY_NS = 60_000_000_000n
/** Vocabularies and services of agents that log what their spans, or their session files, tell. */
const LOGGING_AGENTS: ReadonlySet<string> = new Set(['claude-code', 'codex', 'codex-cli', 'gemini-cli'])

export type LogHomes = ReturnType<typeof createLogHomes>

const homesOfStores = new WeakMap<StoreWriter, LogHomes>()

/** A request and its answer may come in different commits, so what is remembered of them outlives each. */
export function homesOf(store: StoreWriter): LogHomes {
  const known = homesOfStores.get(store)
  if (known !== undefined) return known
  const homes = createLogHomes(store.logTurns)
  homesOfStores.set(store, homes)
  return homes
}

/** The span of a turn; those of its calls and tools are below it. */
export function turnSpanId(traceId: string): string {
  return traceId.slice(0, 16)
}

function sessionDigest(sessionId: string): string {
  return digestHex(sessionId, 16)
}

/**
 * Finds the place of what coding agents log when they export no spans: a run for each turn, in it a span for each
 * call and each tool.
 */
function createLogHomes(turns: LogTurns) {
  /** Not every producer numbers its calls, so what follows a request belongs to it. */
  const lastCalls = createBoundedMap<string, LastCall>(REMEMBERED_TURNS)
  const notedUntilNs = createBoundedMap<string, bigint>(REMEMBERED_SESSIONS)

  function turnOf(event: AgentEvent, session: string, timeNs: bigint): string | undefined {
    const { producer, promptId, sessionId, role } = event
    if (promptId !== undefined) return digestHex(`${producer}\n${sessionId}\n${promptId}`, 16)
    if (role === 'turn') return digestHex(`${producer}\n${sessionId}\n${timeNs}`, 16)
    const underWay = turns.at(session, timeNs)
    const isWork = role !== 'other' && role !== 'call-content'
    return underWay ?? (isWork ? digestHex(`${producer}\n${sessionId}`, 16) : undefined)
  }

  function spanOf(event: AgentEvent, traceId: string, timeNs: bigint): string {
    switch (event.role) {
      case 'turn':
      case 'other':
        return turnSpanId(traceId)
      case 'tool-start':
      case 'tool-end':
        return digestHex(`${traceId}\ntool\n${event.key ?? timeNs}`, 8)
      case 'call-content':
        return event.key === undefined
          ? (lastCalls.get(traceId)?.spanId ?? turnSpanId(traceId))
          : callSpanId(traceId, event.key)
      case 'call-start':
      case 'call-end':
        return callSpanOf(event, traceId, timeNs)
    }
  }

  function callSpanOf({ role, key }: AgentEvent, traceId: string, timeNs: bigint): string {
    const last = lastCalls.get(traceId)
    const isAnswer = role === 'call-end' && key === undefined && last?.isAnswered === false
    const spanId = isAnswer ? last.spanId : callSpanId(traceId, key ?? String(timeNs))
    lastCalls.set(traceId, { spanId, isAnswered: role === 'call-end' })
    return spanId
  }

  return {
    of(log: OtlpLog): LogHome | undefined {
      if (log.traceId !== undefined) return undefined
      const event = readAgentEvent(log)
      if (event === undefined) return undefined
      const timeNs = log.timeUnixNano || log.observedUnixNano
      const session = sessionDigest(event.sessionId)
      if (turns.isToldBySpans(session, timeNs)) return undefined
      const traceId = turnOf(event, session, timeNs)
      if (traceId === undefined) return undefined
      turns.extend(session, traceId, timeNs)
      return { traceId, spanId: spanOf(event, traceId, timeNs), isEvent: event.role !== 'other' }
    },
    /** After a rollback, what was noted is not. */
    forget: notedUntilNs.clear,
    /** The runs of log records that tell the same as this span and those after it. */
    supersededBy({
      convention,
      serviceName,
      session,
      startUnixNano,
      endUnixNano,
    }: SpanRecord): readonly string[] {
      const isAgent = LOGGING_AGENTS.has(convention ?? '') || LOGGING_AGENTS.has(serviceName ?? '')
      if (session === undefined || !isAgent) return []
      const digest = sessionDigest(session.sessionId)
      const endNs = endUnixNano ?? startUnixNano
      const noted = notedUntilNs.get(digest)
      if (noted !== undefined && endNs < noted + NOTED_EVERY_NS) return []
      notedUntilNs.set(digest, endNs)
      return turns.supersede(digest, startUnixNano, endNs)
    },
  }
}

function callSpanId(traceId: string, key: string): string {
  return digestHex(`${traceId}\ncall\n${key}`, 8)
}
