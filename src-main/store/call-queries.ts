import type { Call, CallBlock } from '#contract/call.ts'
import type { Confidence } from '#contract/figure.ts'
import type { BlockQueries, Item } from './block-queries.ts'
import { createCallDetailsReader, type StoredDetails } from './call-details.ts'
import type { ReadableDatabase } from './database.ts'
import { toFigure } from './figures.ts'

/** How many earlier calls are compared to find the one that this call continues. */
const COMPARED_CALLS = 24

interface CallRow {
  readonly listKey: number
  readonly provider: string | null
  readonly requestModel: string | null
  readonly responseModel: string | null
  readonly costNano: number | null
  readonly costConfidence: Confidence
  readonly isReported: number
  readonly sameRunId: string | null
  readonly sameSpanId: string | null
  readonly costBasis: string
}

/** A call as it is stored; how far its two costs are apart is said by who knows prices. */
export type StoredCall = Omit<Call, 'costDifference'>

interface EarlierRow {
  readonly spanId: string
  readonly listKey: number
}

interface EarlierCall {
  readonly spanId: string
  readonly items: readonly Item[]
}

export function createCallQueries(db: ReadableDatabase, blocks: BlockQueries) {
  const select = db.prepare<[number], CallRow>(/* sql */ `
    select list_key as listKey, provider, request_model as requestModel, response_model as responseModel,
      cost_nano as costNano, cost_confidence as costConfidence, is_reported as isReported, basis as costBasis,
      (select lower(hex(trace_id)) from spans join runs using (run_key) where span_key = same_as) as sameRunId,
      (select lower(hex(span_id)) from spans where span_key = same_as) as sameSpanId
    from calls join cost_bases using (basis_key) where span_key = ?
  `)
  const readDetails = createCallDetailsReader(db)
  const selectEarlier = db.prepare<[number, number, number], EarlierRow>(/* sql */ `
    select lower(hex(earlier.span_id)) as spanId, list_key as listKey
    from spans as this join spans as earlier on earlier.run_key = this.run_key
      and (earlier.start_ns, earlier.span_key) < (this.start_ns, this.span_key)
    join calls on calls.span_key = earlier.span_key
    where this.span_key = ? and earlier.kind = 'llm' and earlier.run_key = ?
    order by earlier.start_ns desc, earlier.span_key desc limit ?
  `)

  return {
    ofSpan(spanKey: number, runKey: number, ids: { runId: string; spanId: string }, characterLimit: number) {
      const row = select.get(spanKey)
      const details = readDetails(spanKey)
      if (row === undefined || details === undefined) return undefined
      const itemsOf = blocks.createListReader()
      const items = itemsOf(row.listKey)
      const earlier = selectEarlier
        .all(spanKey, runKey, COMPARED_CALLS)
        .map(({ spanId, listKey }) => ({ spanId, items: itemsOf(listKey) }))
      const previous = callContinuedBy(items, earlier)
      const sentBefore = new Set(previous?.items.map(item => item.blockKey))
      return toCall(row, details, ids, {
        previousSpanId: previous?.spanId ?? null,
        blocks: items.flatMap((item): CallBlock[] => {
          const block = blocks.byKey(item.blockKey, characterLimit)
          if (block === undefined) return []
          const { section, message, role, name, toolCallId } = item
          const place = { section, message, role, name, toolCallId, isError: item.isError === 1 }
          return [{ ...place, isNew: isNew(item, sentBefore), block }]
        }),
      })
    },
  }
}

/** The call whose prompt this one repeats furthest; the latest of equals. None when nothing is repeated. */
function callContinuedBy(items: readonly Item[], earlier: readonly EarlierCall[]): EarlierCall | undefined {
  let best: EarlierCall | undefined
  let bestLength = 0
  for (const call of earlier) {
    const length = repeatedLength(call.items, items)
    if (length > bestLength) {
      best = call
      bestLength = length
    }
  }
  return best
}

function repeatedLength(left: readonly Item[], right: readonly Item[]): number {
  let length = 0
  while (isRequest(left[length]) && left[length]?.blockKey === right[length]?.blockKey) length += 1
  return length
}

function isRequest(item: Item | undefined): boolean {
  return item !== undefined && item.section !== 'output'
}

/** An answer is always new; a part of the prompt is, when the previous call neither carried nor gave it. */
function isNew(item: Item, sentBefore: ReadonlySet<number>): boolean {
  return item.section === 'output' || !sentBefore.has(item.blockKey)
}

function toCall(
  row: CallRow,
  details: StoredDetails,
  ids: { runId: string; spanId: string },
  prompt: Pick<Call, 'blocks' | 'previousSpanId'>,
): StoredCall {
  const countedCost = toFigure(row.costNano, row.costConfidence)
  const { sameRunId, sameSpanId } = row
  return {
    ...ids,
    provider: row.provider,
    operation: details.operation,
    requestModel: row.requestModel,
    responseModel: row.responseModel,
    responseId: details.responseId,
    parameters: details.parameters as Call['parameters'],
    finishReasons: [...details.finishReasons],
    timeToFirstTokenNs: details.timeToFirstTokenNs,
    usage: details.usage,
    cost: row.isReported === 1 ? { confidence: 'unknown' } : countedCost,
    countedCost,
    costBasis: row.costBasis,
    reportedCost: details.reportedCost,
    sameAnswerAs: sameRunId && sameSpanId ? { runId: sameRunId, spanId: sameSpanId } : null,
    ...prompt,
  }
}
