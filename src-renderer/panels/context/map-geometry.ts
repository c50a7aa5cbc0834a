import type { CallRange } from '../../state/context-view.ts'
import { type Column, callAt, layOutColumns } from './lay-out-columns.ts'
import type { MapData } from './read-map-data.ts'

export interface MapSize {
  readonly width: number
  readonly height: number
}

/** Where the map's parts stand, in pixels of its canvas. */
export interface MapGeometry extends MapSize {
  readonly range: CallRange
  readonly columns: readonly Column[]
  readonly pixelsPerUnit: number
  /** The tallest prompt, in tokens or bytes. */
  readonly tallest: number
}

/** For the signs above the columns, and the numbers of the calls below. */
export const SIGNS_HEIGHT = 18
export const NUMBERS_HEIGHT = 18

export function placeMap({ measures }: MapData, range: CallRange, size: MapSize): MapGeometry {
  const columns = layOutColumns(range, size.width)
  const tallest = columns.reduce((most, { call }) => Math.max(most, measures.ofPrompts[call] ?? 0), 1)
  const room = Math.max(1, size.height - SIGNS_HEIGHT - NUMBERS_HEIGHT)
  return { ...size, range, columns, pixelsPerUnit: room / tallest, tallest }
}

/** The top of what is so many units tall: prompts stand on the ground and grow upwards. */
export function topOf(units: number, { height, pixelsPerUnit }: MapGeometry): number {
  return height - NUMBERS_HEIGHT - units * pixelsPerUnit
}

export interface Spot {
  readonly call: number
  /** Which block of the prompt; undefined above and below them. */
  readonly position: number | undefined
}

/** What of the map is at a point. */
export function spotAt(
  x: number,
  y: number,
  geometry: MapGeometry,
  { prompts, measures, context }: MapData,
): Spot | undefined {
  const call = callAt(x, geometry.range, geometry.width)
  if (context.calls[call] === undefined || call >= geometry.range.to) return undefined
  const units = (geometry.height - NUMBERS_HEIGHT - y) / geometry.pixelsPerUnit
  let reached = 0
  for (const [position, block] of prompts.of(call).entries()) {
    const from = reached
    reached += measures.ofBlock(block)
    if (units >= from && units < reached) return { call, position }
  }
  return { call, position: undefined }
}

export interface Stretch {
  readonly from: number
  readonly to: number
}

/** From where to where a block of a prompt reaches, in units. */
export function stretchOf(call: number, position: number, { prompts, measures }: MapData): Stretch {
  const prompt = prompts.of(call)
  const from = unitsOf(prompt.subarray(0, position), measures.ofBlock)
  return { from, to: from + measures.ofBlock(prompt[position] ?? -1) }
}

export function unitsOf(blocks: Int32Array, ofBlock: (block: number) => number): number {
  return blocks.reduce((sum, block) => sum + ofBlock(block), 0)
}
