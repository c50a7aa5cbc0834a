import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../base/json.ts'
import { objectField, textField } from '../base/json-field.ts'
import type { PromptTool } from './prompt-request.ts'

/** Takes whatever the model sends. */
const ANYTHING: JsonObject = { type: 'object', additionalProperties: true }

export interface ReadTool {
  readonly tool: PromptTool | undefined
  /** The recording has the name of the tool and not what it takes. */
  readonly isNameOnly: boolean
}

/** A recorded tool definition, in the shape of any provider. One that a provider runs itself has no schema. */
export function readToolDefinition(text: string, name: string | null): ReadTool {
  const recorded = parseJson(text) ?? text
  if (!isJsonObject(recorded)) {
    const told = typeof recorded === 'string' ? recorded : name
    return told === null ? NOTHING : nameOnly(told, recorded)
  }
  const inner = objectField(recorded, 'function', 'toolSpec') ?? recorded
  const toolName = textField(inner, 'name') ?? name
  const parameters = schemaOf(inner)
  const isHosted =
    textField(recorded, 'type') !== undefined && recorded.type !== 'function' && recorded.type !== 'custom'
  if (toolName === null || (isHosted && parameters === undefined)) return NOTHING
  if (parameters === undefined) return nameOnly(toolName, recorded, textField(inner, 'description'))
  const description = textField(inner, 'description')
  return { tool: { name: toolName, description, parameters, recorded }, isNameOnly: false }
}

/** A tool that prompts speak of and nobody defined. */
export function undefinedTool(name: string): PromptTool {
  return { name, description: undefined, parameters: ANYTHING, recorded: undefined }
}

const NOTHING: ReadTool = { tool: undefined, isNameOnly: false }

function nameOnly(name: string, recorded: JsonValue, description?: string): ReadTool {
  return { tool: { name, description, parameters: ANYTHING, recorded }, isNameOnly: true }
}

function schemaOf(definition: JsonObject): JsonObject | undefined {
  const schema = objectField(
    definition,
    'parameters',
    'input_schema',
    'inputSchema',
    'parametersJsonSchema',
    'schema',
  )
  return (schema && objectField(schema, 'json', 'jsonSchema')) ?? schema
}
