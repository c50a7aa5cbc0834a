import type { Usage } from '#contract/call.ts'
import type { Confidence, Figure } from '#contract/figure.ts'
import type { SpanKind } from '#contract/span.ts'
import { type CallCounter, createCallCounter } from './call-counter.ts'
import { createBasisWriter, createCallDetailsReader, type StoredDetails } from './call-details.ts'
import { SHARE_COLUMNS, type ShareRow, toShare } from './call-share.ts'
import type { WritableDatabase } from './database.ts'
import { toFigure } from './figures.ts'

/** A recorded call, as far as its price depends on it. */
export interface PricedRecord {
  readonly provider: string | undefined
  readonly model: string | undefined
  readonly kind: SpanKind
  readonly usage: Usage
  readonly atUnixMs: number
  readonly reportedCost: Figure
  readonly isCostBilled: boolean
}

export interface NewPrice {
  /** What totals count. */
  readonly cost: Figure
  readonly isReported: boolean
  readonly priceSource: string
  readonly costBasis: string
}

/** A sum of costs by how sure its parts are. */
export interface CostSum {
  /** Calls whose cost is known. */
  known: number
  nano: number
  missing: number
  derived: number
  estimated: number
}

export interface RepricedSlice {
  /** Where the next slice begins, or null after the last. */
  readonly next: number | null
  readonly calls: number
  readonly changed: number
  readonly before: CostSum
  readonly after: CostSum
}

interface Row extends ShareRow {
  readonly spanKey: number
  readonly kind: SpanKind
  readonly atUnixMs: number
  readonly sameAs: number | null
  readonly costBasis: string
}

export interface RepriceOrder {
  readonly after: number
  readonly limit: number
  readonly dryRun: boolean
}

type PriceOf = (call: PricedRecord) => NewPrice

/** Prices recorded calls again, some at a time, so that what comes in meanwhile does not wait. */
export function createReprice(db: WritableDatabase) {
  const counter = createCallCounter(db)
  const bases = createBasisWriter(db)
  const repriceRows = createRowReprice(db, counter, bases.keyOf)
  const runId = db
    .prepare<[number], string>('select lower(hex(trace_id)) from runs where run_key = ?')
    .pluck()
  const reprice = db.transaction((order: RepriceOrder, priceOf: PriceOf) => {
    const slice = repriceRows(order, priceOf)
    const changedRunIds = counter.finish().flatMap(runKey => runId.get(runKey) ?? [])
    return { slice, changedRunIds }
  })
  return (order: RepriceOrder, priceOf: PriceOf): ReturnType<typeof reprice> => {
    try {
      return reprice.immediate(order, priceOf)
    } catch (error) {
      counter.forget()
      bases.forget()
      throw error
    }
  }
}

function createRowReprice(db: WritableDatabase, counter: CallCounter, basisKeyOf: (basis: string) => number) {
  const readDetails = createCallDetailsReader(db)
  const select = db.prepare<[number, number], Row>(/* sql */ `
    select calls.span_key as spanKey, spans.kind, calls.same_as as sameAs, basis as costBasis,
      (runs.base_ns + spans.start_ns) / 1000000 as atUnixMs, ${SHARE_COLUMNS}
    from calls join spans using (span_key) join runs on runs.run_key = calls.run_key
      join cost_bases using (basis_key)
    where calls.span_key > ? order by calls.span_key limit ?
  `)
  const update = db.prepare(/* sql */ `
    update calls set cost_nano = @costNano, cost_confidence = @costConfidence, price_source = @priceSource,
      is_reported = @isReported, basis_key = @basisKey
    where span_key = @spanKey
  `)

  function change(row: Row, price: NewPrice): void {
    if (isCounted(row)) counter.totals.remove(toShare(row))
    const costNano = price.cost.confidence === 'unknown' ? null : price.cost.value
    const costConfidence = price.cost.confidence
    const isReported = price.isReported ? 1 : 0
    const { priceSource } = price
    const basisKey = basisKeyOf(price.costBasis)
    update.run({ spanKey: row.spanKey, costNano, costConfidence, priceSource, isReported, basisKey })
    if (isCounted(row))
      counter.totals.add(toShare({ ...row, costNano, costConfidence, priceSource, isReported }))
  }

  return (slice: RepriceOrder, priceOf: PriceOf): RepricedSlice => {
    const rows = select.all(slice.after, slice.limit)
    const before = noCost()
    const after = noCost()
    let changed = 0
    for (const row of rows) {
      const details = readDetails(row.spanKey)
      if (details === undefined) continue
      const price = priceOf(toPriced(row, details))
      if (isCounted(row)) {
        addCost(before, row.costNano, row.costConfidence)
        addCost(after, nanoOf(price.cost), price.cost.confidence)
      }
      if (isSame(row, price)) continue
      changed += 1
      if (!slice.dryRun) change(row, price)
    }
    return { next: nextAfter(rows, slice), calls: rows.length, changed, before, after }
  }
}

function nextAfter(rows: readonly Row[], { limit }: RepriceOrder): number | null {
  return rows.length < limit ? null : (rows.at(-1)?.spanKey ?? null)
}

function isCounted({ quarter, sameAs }: Row): boolean {
  return quarter !== null && sameAs === null
}

function toPriced(row: Row, details: StoredDetails): PricedRecord {
  return {
    provider: row.provider ?? undefined,
    model: row.model ?? undefined,
    kind: row.kind,
    usage: details.usage,
    atUnixMs: row.atUnixMs,
    reportedCost: details.reportedCost,
    isCostBilled: details.isCostBilled,
  }
}

function isSame(row: Row, price: NewPrice): boolean {
  const before = toFigure(row.costNano, row.costConfidence)
  return (
    before.confidence === price.cost.confidence &&
    nanoOf(before) === nanoOf(price.cost) &&
    row.priceSource === price.priceSource &&
    (row.isReported === 1) === price.isReported &&
    row.costBasis === price.costBasis
  )
}

function noCost(): CostSum {
  return { known: 0, nano: 0, missing: 0, derived: 0, estimated: 0 }
}

function addCost(sum: CostSum, nano: number | null, confidence: Confidence): void {
  if (nano === null || confidence === 'unknown') sum.missing += 1
  else {
    sum.known += 1
    sum.nano += nano
    if (confidence !== 'exact') sum[confidence] += 1
  }
}

function nanoOf(figure: Figure): number | null {
  return figure.confidence === 'unknown' ? null : figure.value
}
