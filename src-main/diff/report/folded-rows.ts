import type { DiffRow, RunDiff } from '#contract/diff.ts'
import type { SpanSummary } from '#contract/span.ts'

/** A row that says something, or a stretch of equal ones of which only the number is told. */
export type FoldedRow =
  | { readonly kind: 'fold'; readonly count: number }
  | {
      readonly kind: 'row'
      readonly row: DiffRow
      readonly left: SpanSummary | undefined
      readonly right: SpanSummary | undefined
      /** After the first difference: what follows may only be its consequence. */
      readonly isConsequence: boolean
    }

/** Equal steps next to a change are shown, the others are folded. */
export function foldRows(diff: RunDiff, context: number): FoldedRow[] {
  const isShown = new Uint8Array(diff.rows.length)
  for (const [index, row] of diff.rows.entries()) {
    if (row.change !== 'same') isShown.fill(1, Math.max(0, index - context), index + context + 1)
  }
  const folded: FoldedRow[] = []
  for (const [index, row] of diff.rows.entries()) {
    const last = folded.at(-1)
    if (isShown[index] === 1) folded.push(openRow(diff, row, index))
    else if (last?.kind === 'fold') folded[folded.length - 1] = { kind: 'fold', count: last.count + 1 }
    else folded.push({ kind: 'fold', count: 1 })
  }
  return folded
}

function openRow({ leftSteps, rightSteps, first }: RunDiff, row: DiffRow, index: number): FoldedRow {
  return {
    kind: 'row',
    row,
    left: row.left === null ? undefined : leftSteps[row.left],
    right: row.right === null ? undefined : rightSteps[row.right],
    isConsequence: first !== null && index > first.row && row.change !== 'same',
  }
}

export function stepTitle(span: SpanSummary | undefined): string {
  if (span === undefined) return ''
  if (span.kind === 'llm') return `${span.agentName ?? 'model'} · ${span.model ?? 'unknown model'}`
  return span.toolName ?? span.name
}

/** What differs in a row, in words. */
export function changeText({ change, aspects, counterpart }: DiffRow): string {
  switch (change) {
    case 'same':
      return ''
    case 'changed':
      return aspects.join(', ')
    case 'removed':
      return 'only in A'
    case 'added':
      return 'only in B'
    case 'moved':
      return `moved, step ${(counterpart ?? 0) + 1} of the other`
  }
}
