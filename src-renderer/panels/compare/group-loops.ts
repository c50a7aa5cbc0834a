import type { DiffLoop, RunDiff } from '#contract/diff.ts'

/** Rows that belong to a loop of both runs. `to` is the row after the last. */
export interface LoopGroup {
  readonly from: number
  readonly to: number
  readonly loop: DiffLoop
}

/** Loops as stretches of rows, in their order and apart from each other. */
export function groupLoops({ rows, loops }: Pick<RunDiff, 'rows' | 'loops'>): LoopGroup[] {
  const rowOfLeft = new Map<number, number>()
  const rowOfRight = new Map<number, number>()
  for (const [index, row] of rows.entries()) {
    if (row.left !== null) rowOfLeft.set(row.left, index)
    if (row.right !== null) rowOfRight.set(row.right, index)
  }
  const groups = loops.flatMap((loop): LoopGroup[] => {
    const { period, leftFrom, leftTimes, rightFrom, rightTimes } = loop
    const starts = [rowOfLeft.get(leftFrom), rowOfRight.get(rightFrom)]
    const ends = [
      rowOfLeft.get(leftFrom + period * leftTimes - 1),
      rowOfRight.get(rightFrom + period * rightTimes - 1),
    ]
    const known = [...starts, ...ends].filter(row => row !== undefined)
    return known.length === 0 ? [] : [{ from: Math.min(...known), to: Math.max(...known) + 1, loop }]
  })
  return groups
    .toSorted((a, b) => a.from - b.from)
    .filter((group, index, all) => all.slice(0, index).every(earlier => earlier.to <= group.from))
}
