import type { DiffAspect, DiffRow } from '#contract/diff.ts'
import { UNPAIRED } from './align.ts'
import type { StepKeys } from './step-keys.ts'

const ASPECTS = [
  'model',
  'parameters',
  'prompt',
  'answer',
  'arguments',
  'result',
  'status',
  'name',
] as const satisfies readonly DiffAspect[]

/** Both runs as one list: what only one of them did stands where it did it. */
export function toRows(
  left: readonly StepKeys[],
  right: readonly StepKeys[],
  partners: Int32Array,
): DiffRow[] {
  const moved = findMoved(left, right, partners)
  const rows: DiffRow[] = []
  let nextRight = 0
  const addUntil = (end: number) => {
    for (; nextRight < end; nextRight += 1) {
      const counterpart = moved.toLeft.get(nextRight)
      const change = counterpart === undefined ? 'added' : 'moved'
      rows.push({ change, left: null, right: nextRight, counterpart: counterpart ?? null, aspects: [] })
    }
  }
  for (const [index, partner] of partners.entries()) {
    if (partner === UNPAIRED) {
      const counterpart = moved.toRight.get(index)
      const change = counterpart === undefined ? 'removed' : 'moved'
      rows.push({ change, left: index, right: null, counterpart: counterpart ?? null, aspects: [] })
      continue
    }
    addUntil(partner)
    nextRight = partner + 1
    const aspects = differingAspects(left[index], right[partner])
    rows.push({
      change: aspects.length === 0 ? 'same' : 'changed',
      left: index,
      right: partner,
      counterpart: null,
      aspects,
    })
  }
  addUntil(right.length)
  return rows
}

function differingAspects(left: StepKeys | undefined, right: StepKeys | undefined): DiffAspect[] {
  return ASPECTS.filter(aspect => left?.[aspect] !== right?.[aspect])
}

interface Moved {
  readonly toRight: ReadonlyMap<number, number>
  readonly toLeft: ReadonlyMap<number, number>
}

/** Steps without a partner that the other run took too, at another time. */
function findMoved(left: readonly StepKeys[], right: readonly StepKeys[], partners: Int32Array): Moved {
  const paired = new Set(partners)
  const waiting = new Map<number, number[]>()
  for (const [index, keys] of right.entries()) {
    if (paired.has(index)) continue
    waiting.set(keys.turn, [...(waiting.get(keys.turn) ?? []), index])
  }
  const toRight = new Map<number, number>()
  const toLeft = new Map<number, number>()
  for (const [index, keys] of left.entries()) {
    if (partners[index] !== UNPAIRED) continue
    const counterpart = waiting.get(keys.turn)?.shift()
    if (counterpart === undefined) continue
    toRight.set(index, counterpart)
    toLeft.set(counterpart, index)
  }
  return { toRight, toLeft }
}
