import type { Batch, BatchOutcome, FileReading, SkippedLine } from './import-messages.ts'

/** A file of nothing but damage should not answer with a line for each of its lines. */
const MAX_REPORTED_LINES = 100
const MAX_REPORTED_RUNS = 100

/** Counts what is read of a file and what became of it. */
export function createReading() {
  const skipped: SkippedLine[] = []
  const runIds = new Set<string>()
  const counts = { spans: 0, logRecords: 0, dataPoints: 0, newSpans: 0, skippedCount: 0 }

  function skip(line: number, reason: string): void {
    counts.skippedCount += 1
    if (skipped.length < MAX_REPORTED_LINES) skipped.push({ line, reason })
  }

  return {
    counts,
    skip,
    addOutcome({ request, line }: Batch, outcome: BatchOutcome): void {
      counts.newSpans += outcome.newSpans
      if (request.signal === 'logs') counts.logRecords += outcome.items
      if (request.signal === 'metrics') counts.dataPoints += outcome.items
      if (outcome.rejected > 0) skip(line, `${outcome.rejected} left out: ${outcome.message}`)
      for (const runId of outcome.runIds) runIds.add(runId)
    },
    result: (format: string, place: FileReading['place']): FileReading => ({
      format,
      ...counts,
      runIds: [...runIds].slice(0, MAX_REPORTED_RUNS),
      runCount: runIds.size,
      skipped,
      place,
    }),
  }
}
