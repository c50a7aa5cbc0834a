import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyField, objectField, objectsField, textField } from '../base/json-field.ts'
import { message, textPart } from './messages.ts'

/** Content as Gemini's API has it: a text, a part or a list of either. */
export function geminiParts(content: JsonValue | undefined): JsonValue[] {
  if (content === undefined || content === null || content === '') return []
  if (isList(content)) return content.flatMap(geminiParts)
  if (typeof content === 'string') return [textPart(content)]
  const text = isJsonObject(content) ? textField(content, 'text') : undefined
  return [text === undefined ? content : textPart(text)]
}

export function geminiText(content: JsonValue | undefined): string | undefined {
  return geminiParts(content)
    .filter(isJsonObject)
    .map(part => textField(part, 'content'))
    .find(text => text !== undefined)
}

/** The answer of the model: its thoughts, its words and the tools it asked for. */
export function geminiAnswer(record: JsonObject): JsonObject {
  const thoughts = objectsField(record, 'thoughts').map(thought => ({
    type: 'reasoning',
    content: [textField(thought, 'subject'), textField(thought, 'description')].filter(Boolean).join('\n'),
  }))
  const calls = objectsField(record, 'toolCalls').map(call => ({
    type: 'tool_call',
    id: call.id ?? null,
    name: call.name ?? '',
    arguments: call.args ?? {},
  }))
  return message('assistant', [...thoughts, ...geminiParts(record.content), ...calls])
}

/** What came back from the tools, as the next call is sent it. */
export function geminiToolResults(record: JsonObject): JsonObject[] {
  return objectsField(record, 'toolCalls')
    .filter(call => anyField(call, 'result') !== undefined)
    .map(call =>
      message('tool', [
        { type: 'tool_call_response', id: call.id ?? null, response: geminiToolResult(call) ?? '' },
      ]),
    )
}

/** The result alone, where it stands in the one function response the API wants around it. */
export function geminiToolResult(call: JsonObject): JsonValue | undefined {
  const parts = objectsField(call, 'result')
  const response = objectField(objectField(parts[0], 'functionResponse'), 'response')
  if (parts.length !== 1 || response === undefined) return anyField(call, 'result')
  return Object.keys(response).length === 1 ? (anyField(response, 'output', 'error') ?? response) : response
}
