import { ProblemError } from '#contract/problems.ts'
import { findToolRuns } from '../tool-runs.ts'
import { findSpan } from './find.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

/** Only the ids are wanted of the call's own blocks. */
const SHORTEST = 1

export const callQueries: QueryHandlersOf<'calls.tools'> = {
  'calls.tools'(store, { runId, spanId, blockLimit }) {
    const { runKey, span } = findSpan(store, runId, spanId)
    const call = store.calls.ofSpan(span.spanKey, runKey, { runId, spanId }, SHORTEST)
    if (call === undefined) throw new ProblemError({ code: 'call-not-found', runId, spanId })
    const found = findToolRuns(call, store.toolRuns.startOf(span.spanKey), {
      mentions: store.toolRuns.mentionsIn(runKey),
      spans: store.toolRuns.spansOf(runKey),
    })
    return {
      tools: found.map(({ resultKey, ...tool }) => ({
        ...tool,
        result: resultKey === null ? null : (store.blocks.byKey(resultKey, blockLimit) ?? null),
      })),
    }
  },
}
