import { hash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { sharedEnds } from './shared-ends.ts'
import { createTextWriter, logValueTexts, longValueTexts, type TextSource } from './text-source.ts'
import { type CarriedBlock, cutIntoPieces, type Piece } from './value-pieces.ts'
import { encodeRecipe } from './value-recipe.ts'

/** A value is put together from at most this many earlier ones. */
const MAX_CHAIN_LENGTH = 128
/** Agents that work side by side in one run take turns. */
const REMEMBERED_VALUES_PER_KEY = 4
const REMEMBERED_BYTES = 16 * 1024 * 1024
const MAX_REMEMBERED_BYTES = 1024 * 1024
/** A list that grows ends in brackets, which stand elsewhere in the next. */
const MAX_END_BYTES = 16
/** A list of messages may be sent as so many values, each of them again with every call. */
const REMEMBERED_HASHES = 65_536
/** A longer value mostly grows from an earlier one, and is not worth reading once more. */
const MAX_HASHED_BYTES = 64 * 1024
/** Half of SHA-256: nobody finds two values with equal halves either. */
const HASH_BYTES = 16
/** What remembering a value costs beside its bytes. */
const ENTRY_BYTES = 256

interface RememberedValue {
  readonly valueKey: number
  readonly bytes: Buffer
  readonly chainLength: number
}

/** A table of long values, and the column that says whose they are. */
export interface ValueTable {
  readonly name: 'long_values' | 'log_values'
  readonly owner: 'run_key' | 'trace_key'
  readonly texts: TextSource
}

export const spanValues: ValueTable = { name: 'long_values', owner: 'run_key', texts: longValueTexts }
export const logValues: ValueTable = { name: 'log_values', owner: 'trace_key', texts: logValueTexts }

/** The blocks of the span that carries a value: those its list adds, and all of them. */
export interface CarriedBlocks {
  readonly added: readonly CarriedBlock[]
  readonly all: readonly CarriedBlock[]
}

const NO_BLOCKS: CarriedBlocks = { added: [], all: [] }

/** Agents send their whole history with every call: a value is kept as what it adds to an earlier one and to blocks. */
export function createLongValueWriter(db: WritableDatabase, { name, owner, texts }: ValueTable) {
  const insertValue = db.prepare(`insert into ${name} (${owner}) values (?)`)
  const writeText = createTextWriter(db, texts)
  const keyByHash = createBoundedMap<string, number>(REMEMBERED_HASHES)
  const valuesByKey = createBoundedMap<string, readonly RememberedValue[]>(REMEMBERED_BYTES, weightOf)

  /** `key` is the attribute the value belongs to: a value resembles the earlier ones of its own attribute. */
  function write(ownerKey: number, key: string, bytes: Buffer, blocks?: CarriedBlocks): number {
    const slot = `${ownerKey}:${key}`
    const earlier = valuesByKey.get(slot) ?? []
    const equal = earlier.find(value => value.bytes.equals(bytes))
    if (equal !== undefined) return equal.valueKey
    const name =
      bytes.length > MAX_HASHED_BYTES
        ? undefined
        : `${ownerKey}:${hash('sha256', bytes, 'buffer').toString('latin1', 0, HASH_BYTES)}`
    const known = name === undefined ? undefined : keyByHash.get(name)
    if (known !== undefined) return known
    const { written, outgrown } = insert(ownerKey, bytes, earlier, blocks)
    if (name !== undefined) keyByHash.set(name, written.valueKey)
    if (bytes.length <= MAX_REMEMBERED_BYTES) {
      const others = earlier.filter(value => value !== outgrown).slice(1 - REMEMBERED_VALUES_PER_KEY)
      valuesByKey.set(slot, [...others, { ...written, bytes: copyOf(bytes) }])
    }
    return written.valueKey
  }

  /** What goes on where an earlier value ends stands for it: what begins like the one begins like the other. */
  function insert(
    ownerKey: number,
    bytes: Buffer,
    earlier: readonly RememberedValue[],
    blocks?: CarriedBlocks,
  ): { readonly written: RememberedValue; readonly outgrown: RememberedValue | undefined } {
    const { base, prefixLength, suffixLength } = closestOf(earlier, bytes)
    const rest = bytes.subarray(prefixLength, bytes.length - suffixLength)
    const pieces = piecesOf(rest, blocks)
    const valueKey = Number(insertValue.run(ownerKey).lastInsertRowid)
    writeText(valueKey, encodeRecipe({ baseKey: base?.valueKey, prefixLength, suffixLength, pieces }))
    const chainLength = base === undefined ? 0 : base.chainLength + 1
    const isOutgrown = base !== undefined && prefixLength >= base.bytes.length - MAX_END_BYTES
    return { written: { valueKey, bytes, chainLength }, outgrown: isOutgrown ? base : undefined }
  }

  return {
    write,
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      keyByHash.clear()
      valuesByKey.clear()
    },
  }
}

/** A view would keep the whole request in memory, and a copy in Node's pool what else was put there meanwhile. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

function weightOf(values: readonly RememberedValue[]): number {
  return values.reduce((sum, { bytes }) => sum + bytes.length + ENTRY_BYTES, 0)
}

/** Mostly a value holds what its call adds. One that has no earlier value to begin with may hold all of the call. */
function piecesOf(bytes: Buffer, blocks: CarriedBlocks = NO_BLOCKS): readonly Piece[] {
  const pieces = cutIntoPieces(bytes, blocks.added)
  if (plainLength(pieces) <= bytes.length / 2 || blocks.added.length === blocks.all.length) return pieces
  const others = cutIntoPieces(bytes, blocks.all)
  return plainLength(others) < plainLength(pieces) ? others : pieces
}

function plainLength(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + (piece.kind === 'bytes' ? piece.bytes.length : 0), 0)
}

/** The earlier value that leaves least to be told, when that is less than half. */
function closestOf(earlier: readonly RememberedValue[], bytes: Buffer) {
  let best = { base: undefined as RememberedValue | undefined, prefixLength: 0, suffixLength: 0 }
  let shared = bytes.length / 2
  for (const base of earlier) {
    if (base.chainLength >= MAX_CHAIN_LENGTH) continue
    const ends = sharedEnds(base.bytes, bytes)
    if (ends.prefixLength + ends.suffixLength < shared) continue
    shared = ends.prefixLength + ends.suffixLength
    best = { base, ...ends }
  }
  return best
}
