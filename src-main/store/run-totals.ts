import type { SpanRecord } from './records.ts'

/** What the totals of a run need to know of a span. A span that has not ended ends where it starts. */
export interface CountedSpan {
  readonly startNs: number
  readonly endNs: number
  readonly isEnded: boolean
  readonly kind: SpanRecord['kind']
  readonly status: SpanRecord['status']
}

/** What the spans of one batch add to a run. What calls add is another story: see `call-totals.ts`. */
export interface RunAddition {
  startNs: number
  endNs: number
  lastReceivedMs: number
  spans: number
  unended: number
  tools: number
  errors: number
  /** The ends of earlier tellings that reached further than what replaced them. */
  retracted: { readonly startNs: number; readonly endNs: number } | undefined
}

export function createRunAddition(): RunAddition {
  return {
    startNs: Number.MAX_SAFE_INTEGER,
    endNs: Number.MIN_SAFE_INTEGER,
    lastReceivedMs: 0,
    spans: 0,
    unended: 0,
    tools: 0,
    errors: 0,
    retracted: undefined,
  }
}

export function addSpan(addition: RunAddition, span: CountedSpan): void {
  addition.startNs = Math.min(addition.startNs, span.startNs)
  addition.endNs = Math.max(addition.endNs, span.endNs)
  count(addition, span, 1)
}

/** Counts a span in the place of its earlier telling. */
export function replaceSpan(addition: RunAddition, earlier: CountedSpan, span: CountedSpan): void {
  addSpan(addition, span)
  count(addition, earlier, -1)
  if (earlier.startNs >= span.startNs && earlier.endNs <= span.endNs) return
  const { startNs, endNs } = addition.retracted ?? earlier
  addition.retracted = {
    startNs: Math.min(startNs, earlier.startNs),
    endNs: Math.max(endNs, earlier.endNs),
  }
}

function count(addition: RunAddition, { isEnded, kind, status }: CountedSpan, sign: 1 | -1): void {
  addition.spans += sign
  addition.unended += isEnded ? 0 : sign
  addition.tools += kind === 'tool' ? sign : 0
  addition.errors += status === 'error' ? sign : 0
}
