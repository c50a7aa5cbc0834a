import type { JsonObject } from '../base/json.ts'
import { objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { inputMessageOf, isModelItem, isToolOutput, partsOf, promptOf, toolCallOf } from './codex-item.ts'
import { rootSpan } from './codex-spans.ts'
import {
  beginTurn,
  type CodexState,
  closeCall,
  endTurn,
  initialState,
  openCall,
  sessionOf,
} from './codex-state.ts'
import { createCodexUsage } from './codex-usage.ts'
import type { ImportedItem } from './importer.ts'
import type { Attributes } from './make-span.ts'
import { message, textPart } from './messages.ts'
import { timeAt } from './time.ts'

/**
 * Reads a rollout line by line. It holds two logs: `response_item` is what the model saw, `event_msg` what the
 * window showed; the same text stands in both, so events add only what the items do not know.
 */
export function createCodexReader() {
  const usageOf = createCodexUsage()
  const state = initialState()

  function* take(record: JsonObject, line: number): Generator<ImportedItem> {
    const time = timeAt(record, 'timestamp')
    const payload = objectField(record, 'payload')
    if (time === undefined || payload === undefined) {
      yield { kind: 'skipped', line, reason: 'It has no time or no payload.' }
      return
    }
    state.line = line
    state.now = time
    state.started ??= time
    for (const span of read(record, payload)) yield { kind: 'span', line, span }
  }

  function* read(record: JsonObject, payload: JsonObject): Generator<OtlpSpan> {
    switch (record.type) {
      case 'session_meta':
        // A fork repeats the head of the session it was made from; the file is named by its own.
        state.session ??= { id: textField(payload, 'id', 'session_id') ?? 'unknown', meta: payload }
        break
      case 'turn_context':
        state.settings = payload
        break
      case 'response_item':
        yield* isModelItem(payload) ? takeModelItem(state, payload) : takeInputItem(state, payload)
        break
      case 'event_msg':
        if (payload.type === 'token_count') yield* takeUsage(state, usageOf(objectField(payload, 'info')))
        else yield* takeEvent(state, payload)
        break
      case 'compacted':
        yield* closeCall(state, {})
        compact(state, payload)
    }
  }

  return { take, finish: () => finish(state) }
}

function* takeInputItem(state: CodexState, item: JsonObject): Generator<OtlpSpan> {
  const prompt = promptOf(item)
  if (prompt !== undefined) yield* takePrompt(state, prompt)
  const tool = isToolOutput(item) ? state.tools.get(textField(item, 'call_id') ?? '') : undefined
  if (tool !== undefined) Object.assign(tool, { output: item, end: state.now })
  state.sentAt = state.now
  const messages = state.call === undefined ? state.history : state.arrived
  messages.push(JSON.stringify(inputMessageOf(item)))
}

/** Older versions do not tell when a turn begins: there it is where the user speaks again. */
function* takePrompt(state: CodexState, prompt: string): Generator<OtlpSpan> {
  state.firstPrompt ??= prompt
  const { turn, call } = state
  const isAnswered = call !== undefined || (turn?.calls ?? 0) > 0
  if (turn?.isExplicit === false && isAnswered) yield* endTurn(state, state.now, undefined)
  const current = state.turn ?? beginTurn(state, false, {})
  current.prompt ??= prompt
}

function* takeModelItem(state: CodexState, item: JsonObject): Generator<OtlpSpan> {
  if (state.arrived.length > 0) yield* closeCall(state, {})
  const turn = state.turn ?? beginTurn(state, false, {})
  const { now } = state
  const call = openCall(state, state.sentAt ?? turn.start)
  call.items.push(item)
  call.end = now
  const asked = toolCallOf(item)
  if (asked === undefined) return
  const key = asked.id ?? `line ${state.line}`
  // A search runs at the provider, which tells neither an id nor a result.
  const isDone = item.type === 'web_search_call' && item.status === 'completed'
  const outcome = isDone ? { output: {}, end: now } : { output: undefined, end: undefined }
  state.tools.set(key, { ...asked, key, start: now, turn: turn.number, told: undefined, ...outcome })
}

function* takeEvent(state: CodexState, event: JsonObject): Generator<OtlpSpan> {
  const type = textField(event, 'type') ?? ''
  switch (type) {
    case 'task_started':
      yield* endTurn(state, state.now, undefined)
      beginTurn(state, true, event)
      break
    case 'task_complete':
      yield* endTurn(state, state.now, undefined)
      break
    case 'turn_aborted':
      yield* endTurn(state, state.now, `aborted: ${textField(event, 'reason') ?? 'unknown'}`)
      break
    case 'error':
      noteError(state, textField(event, 'message') ?? 'unknown')
      break
    default:
      noteToolEnd(state, type, event)
  }
}

function noteToolEnd(state: CodexState, type: string, event: JsonObject): void {
  const tool = type.endsWith('_end') ? state.tools.get(textField(event, 'call_id') ?? '') : undefined
  if (tool !== undefined) tool.told = event
}

function noteError(state: CodexState, text: string): void {
  const attributes = new Map([['exception.message', text]])
  state.turn?.events.push({ name: 'exception', timeUnixNano: state.now, attributes })
}

function* takeUsage(state: CodexState, usage: Attributes | undefined): Generator<OtlpSpan> {
  if (usage === undefined || state.turn === undefined) return
  // A call of which no item was written was paid for nevertheless.
  openCall(state, state.now)
  yield* closeCall(state, usage)
}

function compact(state: CodexState, payload: JsonObject): void {
  const replaced = objectsField(payload, 'replacement_history')
  const summary = textField(payload, 'message')
  const messages =
    replaced.length > 0 || summary === undefined
      ? replaced.map(asMessage)
      : [message('user', [textPart(summary)])]
  state.history = messages.map(each => JSON.stringify(each))
}

function asMessage(item: JsonObject): JsonObject {
  return isModelItem(item) ? message('assistant', partsOf(item)) : inputMessageOf(item)
}

/** A turn that was told to begin and not to end may still run, and so may a tool without its result. */
function* finish(state: CodexState): Generator<ImportedItem> {
  const { started: start, line, firstPrompt } = state
  if (start === undefined) return
  for (const span of closeCall(state, {})) yield { kind: 'span', line, span }
  const isRunning = state.turn?.isExplicit === true || state.tools.size > 0
  const end = isRunning ? undefined : state.now
  for (const span of endTurn(state, end, undefined)) yield { kind: 'span', line, span }
  yield { kind: 'span', line, span: rootSpan(sessionOf(state), { start, end }, firstPrompt) }
}
