import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ProblemError } from '#contract/problems.ts'
import { formatBytes } from '../../base/format-quantity.ts'
import { parseJson } from '../../base/json.ts'
import { openForeignDatabase } from '../../store/foreign-database.ts'
import { NoTracesError, reasonOf, unreadable } from './file-bytes.ts'

/** A small archive may hold more than a disk. */
const MAX_UNPACKED_BYTES = 8_000_000_000
const GZIP = '1f8b'
const SQLITE = Buffer.from('SQLite format 3\0').toString('hex')
/** What tells the database of TraceLLM. */
const TRACE_LLM = { table: 'traces', columns: ['trace_id', 'token_count', 'steps'] }

export interface PlainFile {
  readonly path: string
  /** Removes what was made to read it. */
  dispose(): void
}

/** The file as text: itself, or what is packed in it, in a temporary file of ours. */
export async function toPlainFile(path: string, name: string): Promise<PlainFile> {
  const magic = await firstBytes(path, name)
  if (magic.startsWith(GZIP)) return inTempDir(dir => gunzip(path, join(dir, 'unpacked'), name))
  if (magic.startsWith(SQLITE)) return inTempDir(async dir => writeRows(path, dir, name))
  return { path, dispose: () => undefined }
}

async function firstBytes(path: string, name: string): Promise<string> {
  try {
    await using file = await open(path, 'r')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.toString('hex', 0, bytesRead)
  } catch (error) {
    throw unreadable(name, reasonOf(error), error)
  }
}

async function inTempDir(fill: (dir: string) => Promise<string>): Promise<PlainFile> {
  const dir = mkdtempSync(join(tmpdir(), 'runback-import-'))
  const dispose = () => rmSync(dir, { recursive: true, force: true })
  try {
    return { path: await fill(dir), dispose }
  } catch (error) {
    dispose()
    throw error
  }
}

async function gunzip(path: string, target: string, name: string): Promise<string> {
  let unpacked = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length
      const limitText = formatBytes(MAX_UNPACKED_BYTES)
      if (unpacked > MAX_UNPACKED_BYTES) done(unreadable(name, `it unpacks to more than ${limitText}.`))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(createReadStream(path), createGunzip(), limit, createWriteStream(target, { mode: 0o600 }))
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw unreadable(name, `it is a damaged archive (${reasonOf(error)})`, error)
  }
  return target
}

/** The rows of a known database as JSON, one on each line. */
function writeRows(path: string, dir: string, name: string): string {
  const db = openOrExplain(path, dir, name)
  try {
    const { table, columns } = TRACE_LLM
    const found = db.tables.get(table) ?? []
    if (!columns.every(column => found.includes(column))) {
      throw NoTracesError.of(name, 'it is a database, and not one of TraceLLM.')
    }
    const target = join(dir, 'rows.jsonl')
    const file = openSync(target, 'w', 0o600)
    try {
      for (const row of db.rows(table)) writeSync(file, `${JSON.stringify(withSteps(row))}\n`)
    } finally {
      closeSync(file)
    }
    return target
  } finally {
    db.close()
  }
}

function openOrExplain(path: string, dir: string, name: string) {
  try {
    return openForeignDatabase(path, dir)
  } catch (error) {
    throw unreadable(name, `it is a damaged database (${reasonOf(error)})`, error)
  }
}

/** The steps are a list in a column of text. */
function withSteps(row: Readonly<Record<string, unknown>>): object {
  const steps = typeof row.steps === 'string' ? parseJson(row.steps) : undefined
  return { ...row, steps: steps ?? [] }
}
