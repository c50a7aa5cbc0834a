import type { SpanKind, SpanSummary } from '#contract/span.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { endOf } from './draw-bars.ts'

/** What a column of the overview shows of the spans that fall on it. */
export interface Overview {
  readonly columns: number
  /** The most spans in one column. */
  readonly most: number
  readonly counts: Uint32Array
  /** Of the counted spans, the calls. */
  readonly calls: Uint32Array
  readonly errors: Uint8Array
}

/** How many branches were at work at each moment of the run. Spans that wait for spans below them do not count. */
export function bucketSpans(tree: SpanTree, axis: TimeAxis, columns: number, nowNs: number): Overview {
  const counts = new Int32Array(columns + 1)
  const calls = new Int32Array(columns + 1)
  const errors = new Uint8Array(columns)
  const placeOf = (atNs: number) => (axis.toUnits(atNs) / Math.max(1, axis.length)) * columns
  const inside = (column: number) => Math.min(columns - 1, Math.max(0, column))
  for (const span of tree.spans.values()) {
    const first = inside(Math.floor(placeOf(span.startNs)))
    // Where one span ends and the next begins they share a column, and were not at work at once.
    const last = Math.max(first, inside(Math.ceil(placeOf(endOf(span, nowNs))) - 1))
    if (span.status === 'error') errors[last] = 1
    if (tree.countBelow(span.spanId) > 0) continue
    mark(counts, first, last)
    if (isModel(span)) mark(calls, first, last)
  }
  const summed = sumUp(counts, columns)
  return {
    columns,
    most: summed.reduce((most, count) => Math.max(most, count), 0),
    counts: summed,
    calls: sumUp(calls, columns),
    errors,
  }
}

const MODEL_KINDS: ReadonlySet<SpanKind> = new Set(['llm', 'embedding'])

function isModel({ kind }: SpanSummary): boolean {
  return MODEL_KINDS.has(kind)
}

function mark(steps: Int32Array, first: number, last: number): void {
  steps[first] = (steps[first] ?? 0) + 1
  steps[last + 1] = (steps[last + 1] ?? 0) - 1
}

function sumUp(steps: Int32Array, columns: number): Uint32Array {
  const sums = new Uint32Array(columns)
  let sum = 0
  for (let column = 0; column < columns; column += 1) {
    sum += steps[column] ?? 0
    sums[column] = sum
  }
  return sums
}
