import type { ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import type { ImportedFile } from '../importers/imported-file.ts'
import type { Importer } from '../importers/importer.ts'
import { findImporter, importers } from '../importers/index.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import { createLogJoin } from './log-join.ts'
import { toRecord, whyNotStorable } from './to-record.ts'

const SPANS_PER_COMMIT = 1000
/** Each call of a long session carries its whole history, so the number of spans alone bounds nothing. */
const BYTES_PER_COMMIT = 32 * 1024 * 1024
/** A file of nothing but damage should not answer with a line for each of its lines. */
const MAX_REPORTED_LINES = 100

/**
 * Records the spans of a trace file. Each commit is whole and told at once, so that a fault later in the file
 * hides none; a damaged line costs only itself.
 */
export function importFile(
  store: StoreWriter,
  file: ImportedFile,
  nowMs: number,
  onCommitted: (runIds: readonly string[]) => void,
): ResultOf<'imports.create'> {
  const skipped: { line: number; reason: string }[] = []
  let skippedCount = 0
  const join = createLogJoin(store, nowMs)
  const writer = createBatchWriter(store, nowMs, onCommitted)
  for (const item of importerOf(file).read(file)) {
    const reason = item.kind === 'skipped' ? item.reason : whyNotStorable(item.span)
    if (reason !== undefined) {
      skippedCount += 1
      if (skipped.length < MAX_REPORTED_LINES) skipped.push({ line: item.line, reason })
    }
    if (item.kind === 'skipped' || reason !== undefined) continue
    writer.add(toRecord(join.withEvents(item.span), nowMs))
  }
  return { name: file.name, ...writer.finish(), skipped, skippedCount }
}

function importerOf(file: ImportedFile): Importer {
  const importer = findImporter(file)
  if (importer !== undefined) return importer
  const known = importers.map(each => each.name).join(', ')
  throw new ProblemError({
    code: 'unreadable-file',
    name: file.name,
    reason: `its content is none of the formats Runback knows (${known}).`,
  })
}

function createBatchWriter(
  store: StoreWriter,
  nowMs: number,
  onCommitted: (runIds: readonly string[]) => void,
) {
  const runIds = new Set<string>()
  let spans = 0
  let batch: SpanRecord[] = []
  let batchBytes = 0

  function commit(): void {
    const changed = store.write(batch, nowMs)
    for (const runId of changed) runIds.add(runId)
    onCommitted(changed)
    spans += batch.length
    batch = []
    batchBytes = 0
  }

  return {
    add(record: SpanRecord): void {
      batch.push(record)
      batchBytes += record.raw.wire.length
      if (batch.length === SPANS_PER_COMMIT || batchBytes >= BYTES_PER_COMMIT) commit()
    },
    finish(): { spans: number; runIds: string[] } {
      commit()
      return { spans, runIds: [...runIds] }
    },
  }
}
