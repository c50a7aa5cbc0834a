import type { DiffRow } from '#contract/diff.ts'

/** A stretch of the minimap, from 0 at the top to 1 at the bottom. */
export interface MapMark {
  readonly top: number
  readonly height: number
  readonly change: DiffRow['change']
}

/** Where several share a place, the one that says most is seen. */
const LOUDEST_FIRST: readonly DiffRow['change'][] = ['removed', 'added', 'changed', 'moved']

/** The changes among all rows, in at most `places` places. */
export function layoutMinimap(rows: readonly DiffRow[], places: number): MapMark[] {
  const count = Math.min(places, rows.length)
  const loudest = new Array<number>(count).fill(LOUDEST_FIRST.length)
  for (const [index, row] of rows.entries()) {
    const loudness = LOUDEST_FIRST.indexOf(row.change)
    const place = Math.floor((index * count) / rows.length)
    if (loudness !== -1) loudest[place] = Math.min(loudest[place] ?? loudness, loudness)
  }
  const marks: MapMark[] = []
  for (const [place, loudness] of loudest.entries()) {
    const change = LOUDEST_FIRST[loudness]
    if (change === undefined) continue
    const last = marks.at(-1)
    const top = place / count
    if (last?.change === change && Math.abs(last.top + last.height - top) < 0.5 / count) {
      marks[marks.length - 1] = { ...last, height: last.height + 1 / count }
    } else marks.push({ top, height: 1 / count, change })
  }
  return marks
}
