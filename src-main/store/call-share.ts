import type { Confidence, Figure } from '#contract/figure.ts'
import type { CallRecord } from './records.ts'

const NANOSECONDS_PER_QUARTER = 900_000_000_000n

/** What one call adds to the totals of its run. */
export interface CallShare {
  readonly runKey: number
  readonly quarter: number
  readonly provider: string
  readonly model: string
  readonly agent: string
  readonly input: Figure
  readonly output: Figure
  readonly cacheRead: Figure
  readonly cost: Figure
  readonly isUnpriced: boolean
  readonly isReported: boolean
}

export function quarterOf(unixNano: bigint): number {
  return Number(unixNano / NANOSECONDS_PER_QUARTER)
}

export function shareOf(call: CallRecord, place: Pick<CallShare, 'runKey' | 'quarter' | 'agent'>): CallShare {
  const { usage } = call.details
  return {
    ...place,
    provider: call.provider ?? '',
    model: call.responseModel ?? call.requestModel ?? '',
    input: usage.input,
    output: usage.output,
    cacheRead: usage.cacheRead,
    cost: call.cost,
    isUnpriced: call.priceSource === 'no-price',
    isReported: call.isReported,
  }
}

/** A row of `calls`, as far as it counts. */
export interface ShareRow {
  readonly runKey: number
  readonly quarter: number
  readonly provider: string | null
  readonly model: string | null
  readonly agent: string | null
  readonly inputTokens: number | null
  readonly inputConfidence: Confidence
  readonly outputTokens: number | null
  readonly outputConfidence: Confidence
  readonly cacheReadTokens: number | null
  readonly cacheReadConfidence: Confidence
  readonly costNano: number | null
  readonly costConfidence: Confidence
  readonly priceSource: string
  readonly isReported: number
}

export const SHARE_COLUMNS = /* sql */ `
  calls.run_key as runKey, calls.quarter, calls.provider,
  coalesce(calls.response_model, calls.request_model) as model, calls.agent_name as agent,
  calls.input_tokens as inputTokens, calls.input_confidence as inputConfidence,
  calls.output_tokens as outputTokens, calls.output_confidence as outputConfidence,
  calls.cache_read_tokens as cacheReadTokens, calls.cache_read_confidence as cacheReadConfidence,
  calls.cost_nano as costNano, calls.cost_confidence as costConfidence,
  calls.price_source as priceSource, calls.is_reported as isReported`

export function toShare(row: ShareRow): CallShare {
  return {
    runKey: row.runKey,
    quarter: row.quarter,
    provider: row.provider ?? '',
    model: row.model ?? '',
    agent: row.agent ?? '',
    input: figure(row.inputTokens, row.inputConfidence),
    output: figure(row.outputTokens, row.outputConfidence),
    cacheRead: figure(row.cacheReadTokens, row.cacheReadConfidence),
    cost: figure(row.costNano, row.costConfidence),
    isUnpriced: row.priceSource === 'no-price',
    isReported: row.isReported === 1,
  }
}

function figure(value: number | null, confidence: Confidence): Figure {
  return value === null || confidence === 'unknown' ? { confidence: 'unknown' } : { confidence, value }
}
