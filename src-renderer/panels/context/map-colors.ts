import { SOURCES, type Source } from './name-sources.ts'

/** Every colour of the map, as the names of tokens. */
export const MAP_TOKENS = [
  ...SOURCES.map(source => `source-${source}` as const),
  'paper',
  'ink-soft',
  'ink-faint',
  'line',
  'bad',
  'warn',
  'focus',
  'accent-soft',
] as const

export type MapColors = Readonly<Record<(typeof MAP_TOKENS)[number], string>>

export function colorOf(source: Source, colors: MapColors): string {
  return colors[`source-${source}`]
}
