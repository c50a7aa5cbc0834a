import type { CallRange } from '../../state/context-view.ts'

export interface Column {
  readonly call: number
  /** How many calls it stands for. */
  readonly calls: number
  readonly x: number
  readonly width: number
}

const WIDEST = 64
const GAP_FROM = 6

/** The calls of a range beside one another; where they are thinner than a pixel, one for each pixel. */
export function layOutColumns({ from, to }: CallRange, width: number): Column[] {
  const room = columnRoom({ from, to }, width)
  const gap = room >= GAP_FROM ? Math.min(8, room * 0.22) : 0
  const step = Math.max(1, Math.ceil(1 / room))
  const columns: Column[] = []
  for (let call = Math.max(0, Math.floor(from)); call < to; call += step) {
    columns.push({ call, calls: step, x: (call - from) * room + gap, width: Math.max(1, room * step - gap) })
  }
  return columns
}

export function columnRoom({ from, to }: CallRange, width: number): number {
  return Math.min(WIDEST, width / Math.max(1, to - from))
}

const NUMBER_ROOM = 40

/** The round number of a call that stands below a column, where there is room for one; calls count from 1. */
export function numberAt({ call, calls }: Column, { range, width }: NumberedMap): number | undefined {
  const every = roundUp(NUMBER_ROOM / columnRoom(range, width))
  const number = Math.ceil((call + 1) / every) * every
  if (number <= call + calls) return number
  return call === 0 ? 1 : undefined
}

interface NumberedMap {
  readonly range: CallRange
  readonly width: number
}

/** 1, 2 or 5 with as many zeros as it takes. */
function roundUp(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return ([1, 2, 5].find(each => each * power >= least) ?? 10) * power
}

export function callAt(x: number, range: CallRange, width: number): number {
  return Math.floor(range.from + x / columnRoom(range, width))
}

/** The range after zooming by a factor around a call, within all calls and never less than three. */
export function zoomRange({ from, to }: CallRange, factor: number, around: number, count: number): CallRange {
  const length = Math.min(count, Math.max(Math.min(3, count), (to - from) * factor))
  const share = to > from ? (around - from) / (to - from) : 0
  const start = Math.max(0, Math.min(count - length, around - share * length))
  return { from: start, to: start + length }
}

export function moveRange({ from, to }: CallRange, by: number, count: number): CallRange {
  const start = Math.max(0, Math.min(count - (to - from), from + by))
  return { from: start, to: start + (to - from) }
}

/** The range, moved as little as shows the call. */
export function reveal(range: CallRange, call: number, count: number): CallRange {
  if (call < range.from) return moveRange(range, call - range.from, count)
  return call + 1 > range.to ? moveRange(range, call + 1 - range.to, count) : range
}
