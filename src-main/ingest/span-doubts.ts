import type { SpanDoubts } from '../store/arrival.ts'
import type { SpanRecord } from '../store/records.ts'
import { countCutValues } from './cut-values.ts'

const NANOSECONDS_PER_MILLISECOND = 1_000_000n
/** Clocks of one machine agree; those of two, kept by the network, do to about this. */
const CLOCK_TOLERANCE_MS = 2_000

/** What is doubtful about a span; undefined for nearly all. */
export function doubtsOf(record: SpanRecord, receivedMs: number): SpanDoubts | undefined {
  const { startUnixNano, endUnixNano = startUnixNano, raw, dropped } = record
  const cutValues = countCutValues(raw)
  const endsBeforeStart = endUnixNano < startUnixNano
  const futureMs = futureOf(later(startUnixNano, endUnixNano), receivedMs)
  if (dropped === undefined && cutValues === 0 && !endsBeforeStart && futureMs === 0) return undefined
  return {
    cutValues,
    droppedAttributes: dropped?.attributes ?? 0,
    droppedEvents: dropped?.events ?? 0,
    droppedLinks: dropped?.links ?? 0,
    endsBeforeStart,
    futureMs,
  }
}

function later(one: bigint, other: bigint): bigint {
  return one < other ? other : one
}

function futureOf(unixNano: bigint, receivedMs: number): number {
  const aheadMs = Number(unixNano / NANOSECONDS_PER_MILLISECOND) - receivedMs
  return aheadMs > CLOCK_TOLERANCE_MS ? aheadMs : 0
}
