import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isJsonObject, isList, type JsonValue, parseJson } from '../base/json.ts'
import { textField } from '../base/json-field.ts'

const PRIVATE_MODE = 0o600

/** A key as it lies on the disk: sealed by the keychain, or as it is. */
export interface KeptKey {
  readonly provider: string
  readonly origin: string
  readonly lastFour: string
  readonly keptIn: 'keychain' | 'file'
  /** Base64 of what the keychain made of it, or the key itself. */
  readonly value: string
}

export interface KeyFile {
  readonly path: string
  read(): readonly KeptKey[]
  write(keys: readonly KeptKey[]): void
}

/** The keys lie beside the store and never in it: nothing that copies, searches or exports runs can reach them. */
export function keyFileIn(dataDir: string): KeyFile {
  const path = join(dataDir, 'keys.json')
  return {
    path,
    read: () => entriesOf(textOf(path)),
    write(keys) {
      if (keys.length === 0) return rmSync(path, { force: true })
      const beside = `${path}.new`
      rmSync(beside, { force: true })
      writeFileSync(beside, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: PRIVATE_MODE })
      renameSync(beside, path)
    },
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function entriesOf(text: string): KeptKey[] {
  const parsed = parseJson(text)
  const list = isJsonObject(parsed) && isList(parsed.keys) ? parsed.keys : []
  return list.flatMap(toKey)
}

function toKey(entry: JsonValue): KeptKey[] {
  if (!isJsonObject(entry)) return []
  const [provider, origin, value] = ['provider', 'origin', 'value'].map(name => textField(entry, name))
  if (provider === undefined || origin === undefined || value === undefined) return []
  const keptIn = entry.keptIn === 'keychain' ? 'keychain' : 'file'
  return [{ provider, origin, lastFour: textField(entry, 'lastFour') ?? '', keptIn, value }]
}
