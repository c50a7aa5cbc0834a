import { ProblemError } from '#contract/problems.ts'
import type { StoreReader } from '../../store/open-store.ts'
import { findToolRuns } from '../tool-runs.ts'
import { findSpan } from './find.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

/** Only the ids are wanted of the call's own blocks. */
const SHORTEST = 1

export const callQueries: QueryHandlersOf<'calls.tools'> = {
  'calls.tools'(store, { runId, spanId, blockLimit }) {
    const { runKey, span } = findSpan(store, runId, spanId)
    const blocks =
      store.calls.ofSpan(span.spanKey, runKey, { runId, spanId }, SHORTEST)?.blocks ??
      ownMention(store, span.spanKey)
    if (blocks === undefined) throw new ProblemError({ code: 'call-not-found', runId, spanId })
    const found = findToolRuns({ spanId, blocks }, store.toolRuns.startOf(span.spanKey), {
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

/** A tool's span mentions the one call that it ran. */
function ownMention(store: StoreReader, spanKey: number) {
  const tool = store.spans.toolOf(spanKey, () => undefined)
  return tool === null ? undefined : [{ toolCallId: tool.toolCallId, section: 'input' as const }]
}
