import type { JsonObject } from '../base/json.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { partsOf } from './codex-item.ts'
import {
  type CodexCall,
  type CodexSession,
  type CodexTool,
  type CodexTurn,
  callSpan,
  toolSpan,
  turnSpan,
} from './codex-spans.ts'
import type { Attributes } from './make-span.ts'
import { message } from './messages.ts'

/** Where the reading of a rollout stands. */
export interface CodexState {
  session: CodexSession | undefined
  /** The latest `turn_context`: model, effort and what is allowed. */
  settings: JsonObject
  /** What the next call will be sent, each message as JSON text. */
  history: string[]
  /** What was sent back while a call was still open: it belongs to the next one. */
  arrived: string[]
  call: CodexCall | undefined
  turn: CodexTurn | undefined
  readonly tools: Map<string, CodexTool>
  turns: number
  calls: number
  firstPrompt: string | undefined
  started: bigint | undefined
  sentAt: bigint | undefined
  now: bigint
  line: number
}

export function initialState(): CodexState {
  return {
    session: undefined,
    settings: {},
    history: [],
    arrived: [],
    call: undefined,
    turn: undefined,
    tools: new Map(),
    turns: 0,
    calls: 0,
    firstPrompt: undefined,
    started: undefined,
    sentAt: undefined,
    now: 0n,
    line: 0,
  }
}

export function sessionOf(state: CodexState): CodexSession {
  return state.session ?? { id: 'unknown', meta: {} }
}

export function beginTurn(state: CodexState, isExplicit: boolean, record: JsonObject): CodexTurn {
  state.turns += 1
  const { now: start, turns: number } = state
  state.turn = { number, start, isExplicit, record, prompt: undefined, calls: 0, events: [] }
  return state.turn
}

export function* endTurn(
  state: CodexState,
  end: bigint | undefined,
  failure: string | undefined,
): Generator<OtlpSpan> {
  yield* closeCall(state, {})
  const { turn, tools } = state
  if (turn === undefined) return
  for (const tool of tools.values()) yield toolSpan(sessionOf(state), tool, end)
  tools.clear()
  yield turnSpan(sessionOf(state), turn, { end, failure: failure ?? lastErrorOf(turn) })
  state.turn = undefined
}

export function openCall(state: CodexState, start: bigint): CodexCall {
  if (state.call !== undefined) return state.call
  state.calls += 1
  const input = `[${state.history.join(',')}]`
  state.call = { number: state.calls, start, input, items: [], end: state.now }
  return state.call
}

export function* closeCall(state: CodexState, usage: Attributes): Generator<OtlpSpan> {
  const { call, turn, settings } = state
  if (call !== undefined && turn !== undefined) {
    turn.calls += 1
    yield callSpan(sessionOf(state), call, { turn, settings, usage })
    const output = call.items.flatMap(partsOf)
    if (output.length > 0) state.history.push(JSON.stringify(message('assistant', output)))
  }
  state.history.push(...state.arrived)
  state.arrived = []
  state.call = undefined
  yield* releaseTools(state)
}

/** Events on a tool may come after its result, so it is held until its call is closed. */
function* releaseTools(state: CodexState): Generator<OtlpSpan> {
  for (const [key, tool] of state.tools) {
    if (tool.output === undefined) continue
    state.tools.delete(key)
    yield toolSpan(sessionOf(state), tool, tool.end)
  }
}

function lastErrorOf({ events }: CodexTurn): string | undefined {
  const text = events.at(-1)?.attributes.get('exception.message')
  return typeof text === 'string' ? text : undefined
}
