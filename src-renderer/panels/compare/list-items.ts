import type { DiffLoop, DiffRow, RunDiff } from '#contract/diff.ts'
import type { SpanSummary } from '#contract/span.ts'
import { groupLoops, type LoopGroup } from './group-loops.ts'

/** A line of the comparison on screen. */
export type Item =
  | { readonly type: 'fold'; readonly id: string; readonly from: number; readonly count: number }
  | {
      readonly type: 'loop'
      readonly id: string
      readonly from: number
      readonly to: number
      readonly loop: DiffLoop
      readonly isOpen: boolean
      /** Rows of it that are not the same. */
      readonly changes: number
    }
  | RowItem

export interface RowItem {
  readonly type: 'row'
  readonly id: string
  readonly index: number
  readonly row: DiffRow
  readonly left: SpanSummary | undefined
  readonly right: SpanSummary | undefined
  readonly mark: 'first' | 'parting' | undefined
  /** After the first difference: it may be no more than what follows from it. */
  readonly isConsequence: boolean
  readonly isInLoop: boolean
}

/** What the reader has opened or closed against how it begins. */
export type Turned = ReadonlySet<string>

/** Equal steps next to a change stay in sight. */
const CONTEXT = 2
/** Folding fewer than this saves no room. */
const LEAST_FOLD = 3
/** A loop with more rows begins closed, unless the runs part in it. */
const LONGEST_OPEN_LOOP = 12

/** Equal stretches and long loops as one line each, everything else row by row. */
export function listItems(diff: RunDiff, turned: Turned): Item[] {
  const isNear = nearChanges(diff.rows)
  const items: Item[] = []
  let at = 0
  for (const group of groupLoops(diff)) {
    pushRows(items, diff, { from: at, to: group.from, isInLoop: false }, isNear, turned)
    const header = loopItem(diff, group, turned)
    items.push(header)
    if (header.isOpen) pushRows(items, diff, { ...group, isInLoop: true }, isNear, turned)
    at = group.to
  }
  pushRows(items, diff, { from: at, to: diff.rows.length, isInLoop: false }, isNear, turned)
  return items
}

function nearChanges(rows: readonly DiffRow[]): Uint8Array {
  const isNear = new Uint8Array(rows.length)
  for (const [index, row] of rows.entries()) {
    if (row.change !== 'same') isNear.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1)
  }
  return isNear
}

function loopItem(diff: RunDiff, { from, to, loop }: LoopGroup, turned: Turned) {
  const id = `loop-${from}`
  const changes = diff.rows.slice(from, to).filter(row => row.change !== 'same').length
  const isWorthReading = [diff.first, diff.parting].some(
    found => found !== null && found.row >= from && found.row < to,
  )
  const beginsOpen = to - from <= LONGEST_OPEN_LOOP || isWorthReading
  return { type: 'loop', id, from, to, loop, changes, isOpen: beginsOpen !== turned.has(id) } as const
}

interface Part {
  readonly from: number
  readonly to: number
  readonly isInLoop: boolean
}

function pushRows(
  items: Item[],
  diff: RunDiff,
  { from, to, isInLoop }: Part,
  isNear: Uint8Array,
  turned: Turned,
): void {
  for (let index = from; index < to; ) {
    const end = endOfFold(isNear, index, to)
    const id = `fold-${index}`
    if (end - index >= LEAST_FOLD && !turned.has(id)) {
      items.push({ type: 'fold', id, from: index, count: end - index })
      index = end
      continue
    }
    const shownTo = Math.max(end, index + 1)
    for (; index < shownTo; index += 1) items.push(rowItem(diff, index, isInLoop))
  }
}

function endOfFold(isNear: Uint8Array, from: number, to: number): number {
  let end = from
  while (end < to && isNear[end] === 0) end += 1
  return end
}

const NO_ROW: DiffRow = { change: 'same', left: null, right: null, counterpart: null, aspects: [] }

function rowItem(diff: RunDiff, index: number, isInLoop: boolean): RowItem {
  const { rows, leftSteps, rightSteps, first, parting } = diff
  const row = rows[index] ?? NO_ROW
  return {
    type: 'row',
    id: `row-${index}`,
    index,
    row,
    left: row.left === null ? undefined : leftSteps[row.left],
    right: row.right === null ? undefined : rightSteps[row.right],
    mark: first?.row === index ? 'first' : parting?.row === index ? 'parting' : undefined,
    isConsequence: first !== null && index > first.row,
    isInLoop,
  }
}

/** What has to be turned so that a row is on screen; empty when it is. */
export function hidersOf(items: readonly Item[], index: number): string[] {
  const hider = items.find(
    item =>
      (item.type === 'fold' && index >= item.from && index < item.from + item.count) ||
      (item.type === 'loop' && !item.isOpen && index >= item.from && index < item.to),
  )
  return hider === undefined ? [] : [hider.id]
}

/** The next row that is not the same, from a row on; the first or last one from nowhere. */
export function findChange(
  rows: readonly DiffRow[],
  from: number | undefined,
  step: 1 | -1,
): number | undefined {
  const start = from ?? (step === 1 ? -1 : rows.length)
  for (let index = start + step; index >= 0 && index < rows.length; index += step) {
    if (rows[index]?.change !== 'same') return index
  }
  return undefined
}
