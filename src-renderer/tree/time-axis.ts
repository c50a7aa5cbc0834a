import type { Interval } from './fold-idle.ts'

/** Time along the picture. Beside folded pauses one unit is one nanosecond. */
export interface TimeAxis {
  readonly endNs: number
  /** Its length in units: what is left of the run when pauses are folded. */
  readonly length: number
  readonly folded: readonly Interval[]
  /** What is drawn in full between the folded pauses. */
  readonly open: readonly Interval[]
  readonly toUnits: (atNs: number) => number
  readonly toNs: (units: number) => number
}

/** A folded pause keeps this part of what is not folded: wide enough for the sign of a break. */
const KEPT_PART = 0.05

/** `folded` does not overlap and is in order. */
export function createTimeAxis(endNs: number, folded: readonly Interval[]): TimeAxis {
  const open = openBetween(folded, endNs)
  const openNs = open.reduce((sum, { startNs, endNs: end }) => sum + end - startNs, 0)
  const points = [{ atNs: 0, units: 0 }]
  const kept = openNs * KEPT_PART
  for (const gap of folded) {
    const last = points[points.length - 1] ?? { atNs: 0, units: 0 }
    const startUnits = last.units + gap.startNs - last.atNs
    points.push({ atNs: gap.startNs, units: startUnits }, { atNs: gap.endNs, units: startUnits + kept })
  }
  const last = points[points.length - 1] ?? { atNs: 0, units: 0 }
  const length = last.units + Math.max(0, endNs - last.atNs)
  points.push({ atNs: endNs, units: length })
  return {
    endNs,
    length,
    folded,
    open,
    toUnits: atNs => interpolate(points, atNs, 'atNs', 'units'),
    toNs: units => interpolate(points, units, 'units', 'atNs'),
  }
}

function openBetween(folded: readonly Interval[], endNs: number): Interval[] {
  const starts = [0, ...folded.map(gap => gap.endNs)]
  const ends = [...folded.map(gap => gap.startNs), endNs]
  return starts
    .map((startNs, index) => ({ startNs, endNs: ends[index] ?? endNs }))
    .filter(interval => interval.endNs > interval.startNs)
}

type Point = Readonly<Record<'atNs' | 'units', number>>

/** What lies before the first and behind the last point goes on one to one. */
function interpolate(points: readonly Point[], value: number, from: keyof Point, to: keyof Point): number {
  let low = 0
  let high = points.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((points[middle]?.[from] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  const start = points[low]
  const end = points[low + 1]
  if (start === undefined) return value
  if (end === undefined || value <= start[from] || end[from] === start[from]) {
    return start[to] + value - start[from]
  }
  return start[to] + ((value - start[from]) / (end[from] - start[from])) * (end[to] - start[to])
}
