import { isJsonObject, type JsonObject, type JsonValue, parseJsonExactly } from '../base/json.ts'
import { type ImportedFile, TOO_LONG } from './imported-file.ts'
import type { ImportedItem } from './importer.ts'

export interface JsonRecord {
  readonly kind: 'record'
  readonly line: number
  readonly record: JsonObject
}
export type RecordOrSkipped = JsonRecord | Extract<ImportedItem, { kind: 'skipped' }>

/** The objects of a file with one on each line. */
export function* jsonLines(file: ImportedFile): Generator<RecordOrSkipped> {
  for (const { number, text } of file.lines()) {
    if (text.trim() !== '') yield recordOf(number, text)
  }
}

/** Deeper ones are hostile: nobody who walks them later may run out of stack. */
const MAX_DEPTH = 200

export function recordOf(line: number, text: string): RecordOrSkipped {
  if (text === '') return { kind: 'skipped', line, reason: TOO_LONG }
  const record = parseJsonExactly(text)
  if (record === undefined) return { kind: 'skipped', line, reason: 'Not a complete JSON document.' }
  if (!isJsonObject(record)) return { kind: 'skipped', line, reason: 'It is no JSON object.' }
  if (isDeeperThan(record, MAX_DEPTH)) return { kind: 'skipped', line, reason: 'It is nested too deep.' }
  return { kind: 'record', line, record }
}

function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member: JsonValue) => isDeeperThan(member, levels - 1))
}
