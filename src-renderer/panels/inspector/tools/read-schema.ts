import { type Json, parseJson } from '../../../format/parse-json.ts'

/** A tool as the model was told of it. */
export interface ToolSchema {
  readonly name: string
  readonly description: string | undefined
  readonly fields: readonly SchemaField[]
}

export interface SchemaField {
  readonly path: string
  readonly depth: number
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  readonly description: string | undefined
  /** The values it may have, where they are listed. */
  readonly values: readonly string[]
  readonly byDefault: string | undefined
}

type JsonRecord = { readonly [key: string]: Json }

const DEEPEST = 8
const FIELDS_AT_MOST = 400

/** Undefined for what is no definition of a tool that is known here. */
export function readSchema(text: string): ToolSchema | undefined {
  const json = parseJson(text)
  if (!isRecord(json)) return undefined
  const tool = isRecord(json.function) ? json.function : json
  if (typeof tool.name !== 'string') return undefined
  const schema = [tool.input_schema, tool.parameters, tool.inputSchema, tool.parametersJsonSchema].find(
    isRecord,
  )
  const fields: SchemaField[] = []
  if (schema !== undefined) addFields(fields, schema, '', 0)
  return { name: tool.name, description: textOf(tool.description), fields }
}

function addFields(fields: SchemaField[], schema: JsonRecord, path: string, depth: number): void {
  const properties = isRecord(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required : []
  for (const [name, value] of Object.entries(properties)) {
    if (fields.length >= FIELDS_AT_MOST || !isRecord(value)) continue
    const own = `${path}/${name}`
    fields.push({
      path: own,
      depth,
      name,
      type: typeOf(value),
      isRequired: required.includes(name),
      description: textOf(value.description),
      values: Array.isArray(value.enum) ? value.enum.map(print) : [],
      byDefault: value.default === undefined ? undefined : print(value.default),
    })
    if (depth < DEEPEST) addFields(fields, isRecord(value.items) ? value.items : value, own, depth + 1)
  }
}

/** "string", "integer | null", "list of string". */
function typeOf(schema: JsonRecord): string {
  const { type, items } = schema
  if (Array.isArray(type)) return type.map(print).join(' | ')
  if (type === 'array' || type === 'ARRAY') return isRecord(items) ? `list of ${typeOf(items)}` : 'list'
  if (typeof type === 'string') return type.toLowerCase()
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].find(Array.isArray)
  if (choices !== undefined) return choices.map(each => (isRecord(each) ? typeOf(each) : 'any')).join(' | ')
  return typeof schema.$ref === 'string' ? schema.$ref.replace(/^.*\//, '') : 'any'
}

function print(value: Json): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? String(each) : each))
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
