import { setImmediate } from 'node:timers/promises'
import type { ProblemError } from '#contract/problems.ts'
import { formatBytes } from '../../base/format-quantity.ts'
import { fileOfText, type ImportedFile, TOO_LONG } from '../../importers/imported-file.ts'
import type { ImportedItem, Importer } from '../../importers/importer.ts'
import { findImporter, importers } from '../../importers/index.ts'
import { whyNotStorable } from '../to-record.ts'
import { createBatchWriter } from './batch-writer.ts'
import { NoTracesError, unreadable } from './file-bytes.ts'
import type { Batch, BatchOutcome, FileReading, ImportSource } from './import-messages.ts'
import { toPlainFile } from './plain-file.ts'
import { createReading } from './reading.ts'
import { type FileView, openTraceFile, type TraceFile } from './trace-file.ts'

/** Batches on their way; reading waits while there are more. */
const MAX_UNWRITTEN = 2
/** Formats whose parts refer to each other are read from memory. */
const MAX_HELD_BYTES = 1024 * 1024 * 1024
/** Other files have their turn in between. */
const SLICE_MS = 30

export interface ReadOptions {
  readonly source: ImportSource
  /** Resolves when the batch is committed. */
  readonly write: (batch: Batch) => Promise<BatchOutcome>
  readonly onProgress: (bytesRead: number) => void
  readonly isStopped: () => boolean
}

export interface ReadOutcome {
  readonly kind: 'read' | 'stopped'
  readonly reading: FileReading
}

/** Thrown where the reading of a file was asked to stop. */
class StoppedError extends Error {
  override readonly name = 'StoppedError'
}

type Reading = ReturnType<typeof createReading>

/** Reads a file to its end, sends what it holds to the store, and tells what became of it. */
export async function readSource(options: ReadOptions): Promise<ReadOutcome> {
  const { source } = options
  const reading = createReading()
  if (source.kind === 'text') {
    const file = fileOfText(source.name, source.text)
    const importer = importerOf(file)
    return send(importer, file, reading, options, () => null)
  }
  if (source.kind === 'growing') return readPath(source.path, reading, options)
  const plain = await toPlainFile(source.path, source.name)
  try {
    return await readPath(plain.path, reading, options)
  } finally {
    plain.dispose()
  }
}

async function readPath(path: string, reading: Reading, options: ReadOptions): Promise<ReadOutcome> {
  const { source, isStopped, onProgress } = options
  let bytesRead = 0
  const trace = openTraceFile({
    path,
    name: source.name,
    isGrowing: source.kind === 'growing',
    onRead(bytes) {
      if (isStopped()) throw new StoppedError()
      bytesRead += bytes
      onProgress(bytesRead)
    },
    onTooLong: line => reading.skip(line, TOO_LONG),
  })
  try {
    const importer = importerOf(trace.view({}))
    if (importer.holdsFile === true && trace.sizeBytes > MAX_HELD_BYTES) throw tooLarge(importer, source)
    const view = viewOf(trace, importer, source)
    const { file, lastLine } = watchLines(trace.view(view), view.from?.line ?? 1)
    return await send(importer, file, reading, options, () => {
      const place = trace.endAfter(lastLine())
      return { ...place, inode: trace.inode, fingerprint: trace.fingerprint(place.offset) }
    })
  } finally {
    trace.close()
  }
}

/** What of a file is to be read: all of it, or what is new where it was read before and is still the same. */
function viewOf(trace: TraceFile, importer: Importer, source: ImportSource): FileView {
  const known = source.kind === 'growing' ? source.known : undefined
  if (known === undefined || trace.until < known.offset) return {}
  if (trace.fingerprint(known.offset) !== known.fingerprint) return {}
  const isByLine = importer.isLineByLine === true && trace.hasDocumentLines
  return isByLine ? { from: known } : { newFromLine: known.line }
}

function watchLines(file: ImportedFile, firstLine: number) {
  let last = firstLine - 1
  function* lines() {
    for (const line of file.lines()) {
      last = line.number
      yield line
    }
  }
  return { file: { ...file, lines }, lastLine: () => last }
}

function importerOf(file: ImportedFile): Importer {
  const importer = findImporter(file)
  if (importer !== undefined) return importer
  const known = importers.map(each => each.name).join(', ')
  throw NoTracesError.of(file.name, `its content is none of the formats Runback knows (${known}).`)
}

function tooLarge({ name }: Importer, source: ImportSource): ProblemError {
  const limit = formatBytes(MAX_HELD_BYTES)
  return unreadable(source.name, `a file of ${name} is read as a whole, and at most ${limit} at once.`)
}

async function send(
  importer: Importer,
  file: ImportedFile,
  reading: Reading,
  { write, isStopped }: ReadOptions,
  placeOf: () => FileReading['place'],
): Promise<ReadOutcome> {
  const batches = createBatchWriter()
  const flow = createFlow(write, reading)
  let sliceStartMs = performance.now()
  try {
    for (const item of importer.read(file)) {
      take(item, reading, batches)
      if (item.kind === 'request') {
        await flow.send(batches.take())
        await flow.send({
          request: { signal: item.signal, encoding: 'protobuf', bytes: item.bytes },
          line: item.line,
        })
      } else if (batches.isFull()) await flow.send(batches.take())
      if (performance.now() - sliceStartMs < SLICE_MS) continue
      await setImmediate()
      if (isStopped()) throw new StoppedError()
      sliceStartMs = performance.now()
    }
    await flow.send(batches.take())
    await flow.finish()
    return { kind: 'read', reading: reading.result(importer.name, placeOf()) }
  } catch (error) {
    await flow.finish()
    if (error instanceof StoppedError)
      return { kind: 'stopped', reading: reading.result(importer.name, null) }
    throw error
  }
}

function take(item: ImportedItem, reading: Reading, batches: ReturnType<typeof createBatchWriter>): void {
  if (item.kind === 'skipped') reading.skip(item.line, item.reason)
  if (item.kind !== 'span') return
  const reason = whyNotStorable(item.span)
  if (reason !== undefined) reading.skip(item.line, reason)
  else {
    batches.add(item.span, item.line)
    reading.counts.spans += 1
  }
}

/** Sends batches one after the other, and waits where too many are not committed yet. */
function createFlow(write: ReadOptions['write'], reading: Reading) {
  const unwritten = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | undefined

  async function track(batch: Batch): Promise<void> {
    try {
      const outcome = await write(batch)
      reading.addOutcome(batch, outcome)
    } catch (error) {
      failure ??= { error }
    }
  }

  async function send(batch: Batch | undefined): Promise<void> {
    if (batch === undefined) return
    const written: Promise<void> = track(batch).finally(() => unwritten.delete(written))
    unwritten.add(written)
    if (unwritten.size >= MAX_UNWRITTEN) await Promise.race(unwritten)
    if (failure !== undefined) throw failure.error
  }

  async function finish(): Promise<void> {
    await Promise.all(unwritten)
    if (failure !== undefined) throw failure.error
  }

  return { send, finish }
}
