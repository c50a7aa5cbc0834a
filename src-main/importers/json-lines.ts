import { isJsonObject, type JsonObject, parseJsonExactly } from '../base/json.ts'
import type { ImportedFile } from './imported-file.ts'
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

export function recordOf(line: number, text: string): RecordOrSkipped {
  const record = parseJsonExactly(text)
  return isJsonObject(record)
    ? { kind: 'record', line, record }
    : { kind: 'skipped', line, reason: record === undefined ? 'Not a complete JSON document.' : 'No object.' }
}
