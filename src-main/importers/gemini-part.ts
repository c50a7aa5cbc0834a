import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyAt, isList, objectAt, objectsAt, textAt } from './member.ts'
import { message, textPart } from './messages.ts'

/** Content as Gemini's API has it: a text, a part or a list of either. */
export function geminiParts(content: JsonValue | undefined): JsonValue[] {
  if (content === undefined || content === null || content === '') return []
  if (isList(content)) return content.flatMap(geminiParts)
  if (typeof content === 'string') return [textPart(content)]
  const text = isJsonObject(content) ? textAt(content, 'text') : undefined
  return [text === undefined ? content : textPart(text)]
}

export function geminiText(content: JsonValue | undefined): string | undefined {
  return geminiParts(content)
    .filter(isJsonObject)
    .map(part => textAt(part, 'content'))
    .find(text => text !== undefined)
}

/** The answer of the model: its thoughts, its words and the tools it asked for. */
export function geminiAnswer(record: JsonObject): JsonObject {
  const thoughts = objectsAt(record, 'thoughts').map(thought => ({
    type: 'reasoning',
    content: [textAt(thought, 'subject'), textAt(thought, 'description')].filter(Boolean).join('\n'),
  }))
  const calls = objectsAt(record, 'toolCalls').map(call => ({
    type: 'tool_call',
    id: call.id ?? null,
    name: call.name ?? '',
    arguments: call.args ?? {},
  }))
  return message('assistant', [...thoughts, ...geminiParts(record.content), ...calls])
}

/** What came back from the tools, as the next call is sent it. */
export function geminiToolResults(record: JsonObject): JsonObject[] {
  return objectsAt(record, 'toolCalls')
    .filter(call => anyAt(call, 'result') !== undefined)
    .map(call =>
      message('tool', [
        { type: 'tool_call_response', id: call.id ?? null, response: geminiToolResult(call) ?? '' },
      ]),
    )
}

/** The result alone, where it stands in the one function response the API wants around it. */
export function geminiToolResult(call: JsonObject): JsonValue | undefined {
  const parts = objectsAt(call, 'result')
  const response = objectAt(objectAt(parts[0], 'functionResponse'), 'response')
  if (parts.length !== 1 || response === undefined) return anyAt(call, 'result')
  return Object.keys(response).length === 1 ? (anyAt(response, 'output', 'error') ?? response) : response
}
