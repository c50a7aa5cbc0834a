import { ProblemError } from '#contract/problems.ts'
import type { StoreReader } from '../../store/open-store.ts'

export function findRun(store: StoreReader, runId: string) {
  const found = store.runs.find(runId, Date.now())
  if (found === undefined) throw new ProblemError({ code: 'run-not-found', runId })
  return found
}

export function findSpan(store: StoreReader, runId: string, spanId: string) {
  const { runKey, run } = findRun(store, runId)
  const span = store.spans.find(runKey, spanId)
  if (span === undefined) throw new ProblemError({ code: 'span-not-found', runId, spanId })
  return { runKey, run, span }
}
