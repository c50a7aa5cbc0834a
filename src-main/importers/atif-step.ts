import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyField, objectField, objectsField, textField } from '../base/json-field.ts'
import { message, textPart } from './messages.ts'

/** What an agent step answered: thoughts, words and the tools it asked for. */
export function atifAnswer(step: JsonObject): JsonObject {
  const reasoning = textField(step, 'reasoning_content')
  return message('assistant', [
    ...(reasoning === undefined ? [] : [{ type: 'reasoning', content: reasoning }]),
    ...atifParts(step.message),
    ...objectsField(step, 'tool_calls').map(call => ({
      type: 'tool_call',
      id: call.tool_call_id ?? null,
      name: call.function_name ?? '',
      arguments: call.arguments ?? {},
    })),
  ])
}

/** What the environment said to it, each as a message of its own. */
export function atifResults(step: JsonObject): JsonObject[] {
  return resultsOf(step).map(result => {
    const id = textField(result, 'source_call_id')
    const response = anyField(result, 'content') ?? ''
    return id === undefined
      ? message('user', atifParts(response))
      : message('tool', [{ type: 'tool_call_response', id, response }])
  })
}

export function resultsOf(step: JsonObject): JsonObject[] {
  return objectsField(objectField(step, 'observation'), 'results')
}

export function atifParts(content: JsonValue | undefined): JsonObject[] {
  if (typeof content === 'string') return content === '' ? [] : [textPart(content)]
  if (!isList(content)) return []
  return content.filter(isJsonObject).map(part => {
    return part.type === 'text' ? textPart(textField(part, 'text') ?? '') : part
  })
}
