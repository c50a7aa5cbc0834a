import { useMemo } from 'react'
import type { Call } from '#contract/call.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { findAskedBy } from '../join-tools.ts'
import type { CallScope } from './call-scope.ts'
import { numberSteps } from './number-steps.ts'
import { NO_FACTS, readFacts } from './read-facts.ts'
import { useRunSpans } from './use-run-spans.ts'

/** The call is shown at once; what is known around it is asked for beside and filled in. */
export function useMakeScope(call: Call): CallScope {
  const { runId, spanId, blocks } = call
  const spans = useRunSpans(runId)
  const context = useOperation('runs.context', { runId }).value
  const mentionsTools = blocks.some(block => block.toolCallId !== null)
  const tools = useOperation('calls.tools', mentionsTools ? { runId, spanId } : undefined).value
  const steps = useMemo(() => numberSteps(spans), [spans])
  const byId = useMemo(() => new Map(spans.map(span => [span.spanId, span])), [spans])
  const factsOf = useMemo(
    () => (context === undefined ? NO_FACTS : readFacts(context, call)),
    [context, call],
  )
  return useMemo(() => {
    const places = new Map(call.blocks.map((block, index) => [block, index]))
    return {
      call,
      askedBy: findAskedBy(call.blocks),
      factsOf,
      steps,
      spans: byId,
      toolRuns: new Map((tools?.tools ?? []).map(tool => [tool.toolCallId, tool])),
      placeOf: callBlock => places.get(callBlock) ?? -1,
    }
  }, [call, factsOf, steps, byId, tools])
}
