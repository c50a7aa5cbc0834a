import { digestHex } from '../../base/digest.ts'
import { parseJson } from '../../base/json.ts'
import { HEAD_CHARACTERS, type ImportedFile } from '../../importers/imported-file.ts'
import { type FileBytes, NoTracesError, openFileBytes, unreadable } from './file-bytes.ts'
import { beginsWithList, listMembers } from './list-members.ts'
import { linesOf, textOf } from './text-lines.ts'

const HEAD_BYTES = HEAD_CHARACTERS * 4
/** A document up to this size is read as it is; a larger one that is a list is cut at its items. */
const CUT_FROM_BYTES = 8 * 1024 * 1024
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])
const FINGERPRINT_BYTES = 1024

/** A place in a file, between two lines. */
export interface FilePlace {
  readonly offset: number
  /** The number of the line that begins there. */
  readonly line: number
}

/** Which lines of a file to read, and which of them were read before. */
export interface FileView {
  readonly from?: FilePlace | undefined
  readonly newFromLine?: number | undefined
}

export interface TraceFile {
  readonly inode: string
  readonly sizeBytes: number
  /** Where reading ends: a last line that is still being written is left for later. */
  readonly until: number
  /** Whether each line looks like a document of its own. */
  readonly hasDocumentLines: boolean
  /** Digest of how the file begins: a file that was replaced has another. */
  fingerprint(offset: number): string
  view(view: FileView): ImportedFile
  /** The place at the end, when `line` is the last that was read. */
  endAfter(line: number): FilePlace
  close(): void
}

export interface TraceFileOptions {
  readonly path: string
  readonly name: string
  readonly isGrowing: boolean
  readonly onRead: (bytes: number) => void
  readonly onTooLong: (line: number) => void
}

/** Opens a text file for an importer, which reads it from disk as it goes. */
export function openTraceFile(options: TraceFileOptions): TraceFile {
  const bytes = openFileBytes(options.path, options.name)
  try {
    const head = headOf(bytes, options.name)
    const until = options.isGrowing ? endOfLines(bytes) : bytes.sizeBytes
    return {
      inode: bytes.inode,
      sizeBytes: bytes.sizeBytes,
      until,
      hasDocumentLines: parseJson(head.split('\n', 1)[0] ?? '') !== undefined,
      fingerprint: offset => fingerprintOf(bytes, offset),
      view: view => toImportedFile({ bytes, head, until }, view, options),
      endAfter: line => ({ offset: until, line: endsLine(bytes, until) ? line + 1 : line }),
      close: bytes.close,
    }
  } catch (error) {
    bytes.close()
    throw error
  }
}

function endsLine(bytes: FileBytes, until: number): boolean {
  return bytes.read(Math.max(0, until - 1), 1)[0] === 0x0a
}

/** What identifies the beginning of a file up to where it was read, told by at most its first KiB. */
function fingerprintOf(bytes: FileBytes, offset: number): string {
  return digestHex(bytes.read(0, Math.min(FINGERPRINT_BYTES, offset)).toString('latin1'), 8)
}

interface Opened {
  readonly bytes: FileBytes
  readonly head: string
  readonly until: number
}

function toImportedFile(
  { bytes, head, until }: Opened,
  { from, newFromLine }: FileView,
  { name, onRead, onTooLong }: TraceFileOptions,
): ImportedFile {
  const start = from ?? { offset: startOf(bytes), line: 1 }
  const texts = () => textOf(told(bytes.chunks(start.offset, until), onRead))
  const isCut = from === undefined && isOneLargeList(bytes, head)
  return {
    name,
    head,
    ...(newFromLine === undefined ? {} : { newFromLine }),
    lines: () => (isCut ? listMembers(texts(), onTooLong) : linesOf(texts(), start.line, onTooLong)),
  }
}

function* told(chunks: Iterable<Buffer>, onRead: (bytes: number) => void): Generator<Buffer> {
  for (const chunk of chunks) {
    onRead(chunk.length)
    yield chunk
  }
}

function headOf(bytes: FileBytes, name: string): string {
  const head = bytes.read(0, HEAD_BYTES)
  if (bytes.sizeBytes === 0) throw NoTracesError.of(name, 'it is empty.')
  if (isUtf16(head)) throw unreadable(name, 'it is UTF-16 text. Save it as UTF-8 and import it again.')
  if (head.includes(0)) throw NoTracesError.of(name, 'it is no text.')
  const text = new TextDecoder('utf-8').decode(head, { stream: true })
  return text.slice(0, HEAD_CHARACTERS)
}

function isUtf16(head: Buffer): boolean {
  const mark = head.toString('hex', 0, 2)
  if (mark === 'fffe' || mark === 'feff') return true
  // Without a mark: JSON and CSV begin with ASCII, every second byte of which is then zero.
  const beginning = head.subarray(0, 64)
  const zeros = beginning.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  return (
    zeros > 0 && zeros * 2 >= beginning.length - 2 && beginning.some(byte => byte === 0x7b || byte === 0x5b)
  )
}

function startOf(bytes: FileBytes): number {
  return bytes.read(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0
}

/** Large, and neither lines of documents nor anything but a list. */
function isOneLargeList(bytes: FileBytes, head: string): boolean {
  if (bytes.sizeBytes < CUT_FROM_BYTES || !beginsWithList(head)) return false
  const beginning = bytes.read(0, CUT_FROM_BYTES)
  const newline = beginning.indexOf(0x0a)
  if (newline === -1) return true
  return parseJson(beginning.toString('utf8', startOf(bytes), newline)) === undefined
}

/** A last line without an end counts when it closes or makes a document: not every writer ends its last line. */
function endOfLines(bytes: FileBytes): number {
  const size = bytes.sizeBytes
  for (let until = size, rest = Buffer.alloc(0); until > 0; ) {
    const from = Math.max(0, until - HEAD_BYTES)
    const chunk = bytes.read(from, until - from)
    rest = Buffer.concat([chunk, rest])
    const newline = chunk.lastIndexOf(0x0a)
    if (newline !== -1 || from === 0) {
      const lastLine = rest.toString('utf8', newline + 1).trim()
      const isWhole = /^[\]}\s]*$/.test(lastLine) || parseJson(lastLine) !== undefined
      return isWhole ? size : from + newline + 1
    }
    if (rest.length > CUT_FROM_BYTES) return 0
    until = from
  }
  return 0
}
