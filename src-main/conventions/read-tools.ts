import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyField, objectField, textField } from '../base/json-field.ts'
import type { ToolDefinition } from './meaning.ts'
import { isPlaceholder } from './placeholder.ts'
import { decodeText } from './tolerant-json.ts'

/** Tool definitions in the shape of any provider, each kept as it was sent. */
export function readTools(value: JsonValue | undefined): ToolDefinition[] {
  if (value === undefined || value === null || value === '') return []
  if (isList(value)) return value.flatMap(item => readTools(decodeText(item)))
  if (typeof value === 'string' && isPlaceholder(value)) return []
  if (!isJsonObject(value)) return [{ name: nameAlone(value), definition: value }]
  const grouped = anyField(value, 'functionDeclarations', 'function_declarations')
  return grouped === undefined ? [{ name: toolName(value), definition: value }] : readTools(grouped)
}

function toolName(definition: JsonObject): string {
  const inner = objectField(definition, 'function', 'toolSpec')
  return textField(inner ?? definition, 'name') ?? textField(definition, 'type') ?? 'unknown'
}

/** Some producers list names only; anything longer is a definition that was cut. */
function nameAlone(value: JsonValue): string {
  const text = String(value)
  return /^[\w.:/-]{1,128}$/.test(text) ? text : 'unknown'
}
