import type { WritableDatabase } from './database.ts'
import { pack } from './packing.ts'

/** A table of texts that move into packs, as it is named in them; the numbers are stored. */
export interface TextSource {
  readonly source: number
  readonly table:
    | 'span_raw'
    | 'block_texts'
    | 'long_value_texts'
    | 'log_raw'
    | 'log_value_texts'
    | 'call_texts'
  readonly key: 'span_key' | 'block_key' | 'value_key' | 'log_key'
  /** Its rows say which texts are still wanted. */
  readonly owner: 'spans' | 'blocks' | 'long_values' | 'logs' | 'log_values' | 'calls'
}

export const spanRaw: TextSource = { source: 1, table: 'span_raw', key: 'span_key', owner: 'spans' }
export const blockTexts: TextSource = { source: 2, table: 'block_texts', key: 'block_key', owner: 'blocks' }
export const longValueTexts: TextSource = {
  source: 3,
  table: 'long_value_texts',
  key: 'value_key',
  owner: 'long_values',
}
export const logRaw: TextSource = { source: 4, table: 'log_raw', key: 'log_key', owner: 'logs' }
export const logValueTexts: TextSource = {
  source: 5,
  table: 'log_value_texts',
  key: 'value_key',
  owner: 'log_values',
}

export const callTexts: TextSource = { source: 6, table: 'call_texts', key: 'span_key', owner: 'calls' }

export const textSources: readonly TextSource[] = [
  spanRaw,
  blockTexts,
  longValueTexts,
  logRaw,
  logValueTexts,
  callTexts,
]

/** Writes texts where they lie until they are packed. One that is written again hides what a pack holds of it. */
export function createTextWriter(db: WritableDatabase, { table, key }: TextSource) {
  const insert = db.prepare(`insert or replace into ${table} (${key}, packing, content) values (?, ?, ?)`)
  return (textKey: number | bigint, bytes: Uint8Array): void => {
    const { packing, content } = pack(bytes)
    insert.run(textKey, packing, content)
  }
}
