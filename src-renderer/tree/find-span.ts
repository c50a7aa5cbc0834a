import type { SpanSummary } from '#contract/span.ts'
import type { SpanTree } from './build-span-tree.ts'
import { listRows } from './list-rows.ts'

/** Every span in reading order, whatever is collapsed. */
export function listInOrder(tree: SpanTree): SpanSummary[] {
  return listRows(tree, { collapsed: new Set(), filter: '' }).map(row => row.span)
}

/** The next span after `spanId` that is wanted, going round at the end. */
export function findNext(
  spans: readonly SpanSummary[],
  spanId: string | undefined,
  wanted: (span: SpanSummary) => boolean,
  step: 1 | -1 = 1,
): SpanSummary | undefined {
  const start = spans.findIndex(span => span.spanId === spanId)
  const origin = start === -1 && step === -1 ? 0 : start
  for (let distance = 1; distance <= spans.length; distance += 1) {
    const index = (origin + distance * step + spans.length * 2) % spans.length
    const span = spans[index]
    if (span !== undefined && wanted(span)) return span
  }
  return undefined
}

export function listAncestors(tree: SpanTree, spanId: string): string[] {
  const ancestors: string[] = []
  const seen = new Set<string>()
  let parentId = tree.spans.get(spanId)?.parentSpanId ?? undefined
  while (parentId !== undefined && tree.spans.has(parentId) && !seen.has(parentId)) {
    seen.add(parentId)
    ancestors.push(parentId)
    parentId = tree.spans.get(parentId)?.parentSpanId ?? undefined
  }
  return ancestors
}
