import type { ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import type { ImportedFile } from '../importers/imported-file.ts'
import { findImporter, importers } from '../importers/index.ts'
import type { StoreWriter } from '../store/open-store.ts'
import { createLogJoin } from './log-join.ts'
import { toRecord, whyNotStorable } from './to-record.ts'

const SPANS_PER_COMMIT = 1000
/** Each call of a long session carries its whole history, so the number of spans alone bounds nothing. */
const BYTES_PER_COMMIT = 32 * 1024 * 1024
/** A file of nothing but damage should not answer with a line for each of its lines. */
const MAX_REPORTED_LINES = 100

export interface FinishedImport {
  readonly result: ResultOf<'imports.create'>
  readonly runIds: readonly string[]
}

/** Records the spans of a trace file. Each commit is whole; a damaged line costs only itself. */
export function importFile(store: StoreWriter, file: ImportedFile, nowMs: number): FinishedImport {
  const importer = findImporter(file)
  if (importer === undefined) {
    const known = importers.map(each => each.name).join(', ')
    throw new ProblemError({
      code: 'unreadable-file',
      name: file.name,
      reason: `its content is none of the formats Runback knows (${known}).`,
    })
  }
  const skipped: { line: number; reason: string }[] = []
  const join = createLogJoin(store, nowMs)
  const runIds = new Set<string>()
  let spans = 0
  let batch: ReturnType<typeof toRecord>[] = []
  let batchBytes = 0
  const commit = () => {
    for (const runId of store.write(batch, nowMs)) runIds.add(runId)
    spans += batch.length
    batch = []
    batchBytes = 0
  }
  for (const item of importer.read(file)) {
    const reason = item.kind === 'skipped' ? item.reason : whyNotStorable(item.span)
    if (reason !== undefined) skipped.push({ line: item.line, reason })
    if (item.kind === 'skipped' || reason !== undefined) continue
    batch.push(toRecord(join.withEvents(item.span), nowMs))
    batchBytes += item.span.wire.length
    if (batch.length === SPANS_PER_COMMIT || batchBytes >= BYTES_PER_COMMIT) commit()
  }
  commit()
  const result = {
    name: file.name,
    spans,
    runIds: [...runIds],
    skipped: skipped.slice(0, MAX_REPORTED_LINES),
  }
  return { result, runIds: result.runIds }
}
