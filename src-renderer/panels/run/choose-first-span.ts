import type { SpanTree } from '../../tree/build-span-tree.ts'
import { listInOrder } from '../../tree/find-span.ts'

/** What a reader wants to see first: the first call, else whatever the run began with. */
export function chooseFirstSpan(tree: SpanTree): string | undefined {
  const spans = listInOrder(tree)
  return (spans.find(span => span.kind === 'llm') ?? spans[0])?.spanId
}
