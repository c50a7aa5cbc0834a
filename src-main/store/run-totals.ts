import type { Confidence, Figure } from '#contract/figure.ts'
import type { SpanRecord } from './records.ts'

/** Higher is less sure; a sum is as sure as its least sure part. */
export const DOUBT: Readonly<Record<Exclude<Confidence, 'unknown'>, number>> = {
  exact: 0,
  derived: 1,
  estimated: 2,
}

interface Sum {
  sum: number
  missing: number
  doubt: number
}

/** What one batch adds to a run. */
export interface RunAddition {
  startNs: number
  endNs: number
  lastReceivedMs: number
  spans: number
  unended: number
  calls: number
  tools: number
  errors: number
  readonly input: Sum
  readonly output: Sum
  readonly cacheRead: Sum
  readonly cost: Sum
  readonly models: Set<string>
}

export function createRunAddition(): RunAddition {
  const none = (): Sum => ({ sum: 0, missing: 0, doubt: 0 })
  return {
    startNs: Number.MAX_SAFE_INTEGER,
    endNs: Number.MIN_SAFE_INTEGER,
    lastReceivedMs: 0,
    spans: 0,
    unended: 0,
    calls: 0,
    tools: 0,
    errors: 0,
    input: none(),
    output: none(),
    cacheRead: none(),
    cost: none(),
    models: new Set(),
  }
}

/** Only the calls themselves count: an agent span repeats the usage of the calls below it. */
export function isCounted(record: Pick<SpanRecord, 'kind'>): boolean {
  return record.kind === 'llm' || record.kind === 'embedding'
}

export function addSpan(addition: RunAddition, record: SpanRecord, startNs: number, endNs: number): void {
  addition.startNs = Math.min(addition.startNs, startNs)
  addition.endNs = Math.max(addition.endNs, endNs)
  addition.spans += 1
  addition.unended += record.endUnixNano === undefined ? 1 : 0
  addition.tools += record.kind === 'tool' ? 1 : 0
  addition.errors += record.status === 'error' ? 1 : 0
  if (record.call === undefined || !isCounted(record)) return
  const { usage } = record.call.details
  addition.calls += 1
  addFigure(addition.input, usage.input)
  addFigure(addition.output, usage.output)
  addFigure(addition.cacheRead, usage.cacheRead)
  addFigure(addition.cost, record.call.cost)
  const model = record.call.responseModel ?? record.call.requestModel
  if (model !== null) addition.models.add(model)
}

function addFigure(total: Sum, figure: Figure): void {
  if (figure.confidence === 'unknown') {
    total.missing += 1
    return
  }
  total.sum += figure.value
  total.doubt = Math.max(total.doubt, DOUBT[figure.confidence])
}
