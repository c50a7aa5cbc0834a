import type { SpanSummary } from '#contract/span.ts'
import { useOperation } from '../../../api/use-operation.ts'

/** The run view asks the same question, so this one is answered from what it holds. */
const SPANS_AT_MOST = 100_000
const NONE: readonly SpanSummary[] = []

export function useRunSpans(runId: string): readonly SpanSummary[] {
  return useOperation('runs.get', { runId, limit: SPANS_AT_MOST }).value?.spans ?? NONE
}
