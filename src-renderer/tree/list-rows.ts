import { spanFields } from '#contract/filter/field.ts'
import { matchSpan } from '#contract/filter/match-span.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { SpanTree } from './build-span-tree.ts'

/** One visible line of the tree. */
export interface SpanRow {
  readonly span: SpanSummary
  readonly depth: number
  /** Place among its siblings, from 1. */
  readonly position: number
  readonly siblings: number
  /** Spans below it, at any depth. */
  readonly below: number
  readonly isCollapsed: boolean
  readonly isOrphan: boolean
  /** Shown only because something below it matches the filter. */
  readonly isContext: boolean
}

export interface RowChoice {
  readonly collapsed: ReadonlySet<string>
  readonly filter: string
}

export function listRows(tree: SpanTree, { collapsed, filter }: RowChoice): SpanRow[] {
  const matching = findMatching(tree, filter)
  const rows: SpanRow[] = []
  const waiting = stack(tree.roots, 0)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { span } = next
    const match = matching?.get(span.spanId)
    if (matching !== undefined && match === undefined) continue
    const below = tree.countBelow(span.spanId)
    const isCollapsed = matching === undefined && below > 0 && collapsed.has(span.spanId)
    rows.push({ ...next, below, isCollapsed, isOrphan: tree.isOrphan(span), isContext: match === 'context' })
    if (!isCollapsed) pushAll(waiting, stack(tree.childrenOf(span.spanId), next.depth + 1))
  }
  return rows
}

interface Placed {
  readonly span: SpanSummary
  readonly depth: number
  readonly position: number
  readonly siblings: number
}

/** In reverse, so that the first sibling is popped first. */
function stack(siblings: readonly SpanSummary[], depth: number): Placed[] {
  return siblings
    .map((span, index) => ({ span, depth, position: index + 1, siblings: siblings.length }))
    .reverse()
}

/** Undefined where the filter asks for nothing, or cannot be read whole: half of it would choose something else. */
function findMatching(tree: SpanTree, filter: string): Map<string, 'match' | 'context'> | undefined {
  const parsed = parseFilter(filter, spanFields, Date.now())
  if (parsed.terms.length === 0 || parsed.problems.length > 0) return undefined
  const found = new Map<string, 'match' | 'context'>()
  for (const span of tree.spans.values()) {
    if (!matchSpan(span, parsed)) continue
    found.set(span.spanId, 'match')
    let parent = tree.spans.get(span.parentSpanId ?? '')
    while (parent !== undefined && !found.has(parent.spanId)) {
      found.set(parent.spanId, 'context')
      parent = tree.spans.get(parent.parentSpanId ?? '')
    }
  }
  return found
}

/** Spreading a hundred thousand siblings into one call overflows the stack. */
function pushAll<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each)
}
