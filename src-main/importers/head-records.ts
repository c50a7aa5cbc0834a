import type { ImportedFile } from './imported-file.ts'
import { tokensOf } from './json-scanner.ts'

/** The members of an object at the head of a file, by path (`run.id`); for scalars with their JSON text. */
export type HeadRecord = ReadonlyMap<string, string>

/** Deeper members tell formats apart no better, and a hostile file could nest without end. */
const MAX_DEPTH = 4
const remembered = new WeakMap<ImportedFile, readonly HeadRecord[]>()

/** The objects within the head, as far as they go: formats are told by the names of members. */
export function headRecords(file: ImportedFile): readonly HeadRecord[] {
  const known = remembered.get(file)
  if (known !== undefined) return known
  const records = scan(file.head)
  remembered.set(file, records)
  return records
}

export function someRecord(file: ImportedFile, test: (record: HeadRecord) => boolean): boolean {
  return headRecords(file).some(test)
}

export function hasAll(record: HeadRecord, ...paths: readonly string[]): boolean {
  return paths.every(path => record.has(path))
}

/** The text of a member, when the head holds it whole. */
export function valueIn(record: HeadRecord, path: string): string | undefined {
  const json = record.get(path)
  return json?.startsWith('"') === true ? json.slice(1, -1) : json
}

interface Level {
  readonly isObject: boolean
  readonly path: readonly string[]
}

function scan(head: string): HeadRecord[] {
  const reader = createReader()
  for (const line of head.split('\n')) {
    if (line.startsWith('{')) reader.restart()
    for (const { text } of tokensOf(line)) reader.take(text)
  }
  return reader.records
}

function createReader() {
  const records: Map<string, string>[] = []
  let levels: Level[] = []
  let key: string | undefined
  let previous = ''

  function open(isObject: boolean): void {
    const outer = levels.at(-1)?.path ?? []
    const path = key === undefined ? outer : [...outer, key]
    if (isObject && levels.every(level => !level.isObject)) records.push(new Map())
    else if (key !== undefined) note(path, '')
    levels.push({ isObject, path })
    key = undefined
  }

  function note(path: readonly string[], value: string): void {
    if (path.length <= MAX_DEPTH) records.at(-1)?.set(path.join('.'), value)
  }

  function takeScalar(token: string): void {
    const level = levels.at(-1)
    if (key !== undefined && level?.isObject === true) note([...level.path, key], token)
    previous = token
  }

  function take(token: string): void {
    if (token === '{' || token === '[') open(token === '{')
    else if (token === ':') key = previous.slice(1, -1)
    else if (/^[}\],]$/.test(token)) {
      if (token !== ',') levels.pop()
      key = undefined
    } else takeScalar(token)
  }

  return {
    records,
    take,
    /** A line that begins with an object begins a document or a member of a list, damaged before or not. */
    restart(): void {
      const [list] = levels
      levels = list !== undefined && !list.isObject ? [list] : []
      key = undefined
    },
  }
}
