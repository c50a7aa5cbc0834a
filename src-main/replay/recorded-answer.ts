import type { Call } from '#contract/call.ts'
import { isJsonObject, parseJson } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { Answer, AnswerPart } from './answer.ts'

/** What the recording says was answered. It costs nothing, so it counts no tokens. */
export function recordedAnswer(call: Call): Answer {
  return {
    parts: call.blocks.filter(({ section }) => section === 'output').flatMap(toPart),
    finishReason: call.finishReasons[0],
    usage: { input: 0, cacheRead: undefined, cacheWrite: undefined, output: 0, reasoning: undefined },
    model: call.responseModel ?? call.requestModel ?? undefined,
    responseId: undefined,
    timeToFirstMs: undefined,
    warnings: [],
  }
}

function toPart(placed: Call['blocks'][number], index: number): AnswerPart[] {
  const { kind, text } = placed.block
  if (kind === 'text' || kind === 'reasoning') return [{ kind, text }]
  if (kind !== 'tool-call') return []
  const call = parseJson(text)
  const told = isJsonObject(call) ? call : {}
  const name = textField(told, 'name') ?? placed.name ?? ''
  return [{ kind, id: placed.toolCallId ?? `answered_${index}`, name, arguments: told.arguments ?? {} }]
}
