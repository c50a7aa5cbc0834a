import type { TimeWindow } from '../../state/waterfall-view.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'

/** The axis as it lies on so many pixels. */
export interface Scale {
  readonly axis: TimeAxis
  readonly width: number
  readonly startUnits: number
  readonly unitsPerPixel: number
  readonly xOf: (atNs: number) => number
  readonly nsAt: (x: number) => number
}

/** A closer look than this shows nothing: clocks of senders are not so fine. */
const LEAST_UNITS = 1_000
const LEAST_LENGTH = 1

export function createScale(axis: TimeAxis, window: TimeWindow | null, width: number): Scale {
  const startUnits = window === null ? 0 : axis.toUnits(window.startNs)
  const endUnits = window === null ? axis.length : axis.toUnits(window.endNs)
  const unitsPerPixel = Math.max(LEAST_LENGTH, endUnits - startUnits) / Math.max(1, width)
  return {
    axis,
    width,
    startUnits,
    unitsPerPixel,
    xOf: atNs => (axis.toUnits(atNs) - startUnits) / unitsPerPixel,
    nsAt: x => axis.toNs(startUnits + x * unitsPerPixel),
  }
}

/** Closer by `factor`, the moment at `x` staying where it is. All of the run is null. */
export function zoomAt(scale: Scale, factor: number, x: number): TimeWindow | null {
  const { axis, width, startUnits, unitsPerPixel } = scale
  const length = Math.max(LEAST_UNITS, (unitsPerPixel * width) / factor)
  const startsAt = startUnits + x * unitsPerPixel - (x / Math.max(1, width)) * length
  return windowOf(axis, startsAt, length)
}

/** Moved by so many pixels, never past the ends of the run. */
export function panBy(scale: Scale, pixels: number): TimeWindow | null {
  const { axis, width, startUnits, unitsPerPixel } = scale
  return windowOf(axis, startUnits + pixels * unitsPerPixel, unitsPerPixel * width)
}

/** All of an interval with some air at its sides. */
export function fitTo(axis: TimeAxis, startNs: number, endNs: number, air = 0.04): TimeWindow | null {
  const startUnits = axis.toUnits(startNs)
  const length = Math.max(LEAST_UNITS, (axis.toUnits(endNs) - startUnits) * (1 + air * 2))
  return windowOf(axis, startUnits - length * air, length)
}

function windowOf(axis: TimeAxis, startUnits: number, length: number): TimeWindow | null {
  if (length >= axis.length) return null
  const start = Math.min(Math.max(0, startUnits), axis.length - length)
  return { startNs: axis.toNs(start), endNs: axis.toNs(start + length) }
}
