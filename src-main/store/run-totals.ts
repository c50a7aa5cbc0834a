import type { SpanRecord } from './records.ts'

/** What the spans of one batch add to a run. What calls add is another story: see `call-totals.ts`. */
export interface RunAddition {
  startNs: number
  endNs: number
  lastReceivedMs: number
  spans: number
  unended: number
  tools: number
  errors: number
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
  }
}

export function addSpan(addition: RunAddition, record: SpanRecord, startNs: number, endNs: number): void {
  addition.startNs = Math.min(addition.startNs, startNs)
  addition.endNs = Math.max(addition.endNs, endNs)
  addition.spans += 1
  addition.unended += record.endUnixNano === undefined ? 1 : 0
  addition.tools += record.kind === 'tool' ? 1 : 0
  addition.errors += record.status === 'error' ? 1 : 0
}
