import type { Divergence, RunDiff } from '#contract/diff.ts'
import type { ResultOf } from '#contract/operations.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { changeText, stepTitle } from '../../diff/report/folded-rows.ts'
import { totalLines } from '../../diff/report/total-lines.ts'
import { ROWS_FOR_AGENTS } from '../bound-diff.ts'

const MOST_BLOCKS = 12

/** The sentence, the figures, and the first steps that differ, one a line. */
export function diffText(diff: RunDiff): string {
  const { left, right, similarity, rows, leftSteps, rightSteps } = diff
  const changed = rows.filter(row => row.change !== 'same')
  const lines = changed.slice(0, ROWS_FOR_AGENTS).map(row => {
    const sides = [
      sideText('A', row.left, leftSteps[row.left ?? -1]),
      sideText('B', row.right, rightSteps[row.right ?? -1]),
    ]
    return `${changeText(row)}: ${sides.filter(side => side !== '').join(' | ')}`
  })
  const rest = changed.length - lines.length
  return [
    ...divergenceLines(diff),
    '',
    `A ${left.runId} ${printableLine(left.name, 60)}`,
    `B ${right.runId} ${printableLine(right.name, 60)}`,
    `${Math.floor(100 * similarity)} % alike · ${countsText(diff)}`,
    ...totalLines(diff).map(line => `${line.label}: ${line.left} → ${line.right} (${line.delta})`),
    '',
    ...lines,
    ...(rest > 0 ? [`… ${formatNumberOf(rest, 'more step')} that differ`] : []),
  ].join('\n')
}

export function divergenceText(found: ResultOf<'diff.divergence'>): string {
  return [...divergenceLines(found), countsText(found)].join('\n')
}

function divergenceLines({
  verdict,
  first,
  parting,
}: Pick<RunDiff, 'verdict' | 'first' | 'parting'>): string[] {
  return [
    printableLine(verdict, 4_000),
    ...(first === null ? [] : causeLines('first difference', first)),
    ...(parting === null ? [] : causeLines('parted', parting)),
  ]
}

function causeLines(what: string, { cause, blocks, parameters }: Divergence): string[] {
  const rest = blocks.length - MOST_BLOCKS
  return [
    `${what}: ${cause}`,
    ...parameters.map(({ name, left, right }) => `  ${name}: ${left ?? 'not set'} → ${right ?? 'not set'}`),
    ...blocks
      .slice(0, MOST_BLOCKS)
      .map(
        ({ change, label, leftBlockId, rightBlockId }) =>
          `  ${change} ${printableLine(label, 120)} [A ${leftBlockId ?? '–'} · B ${rightBlockId ?? '–'}]`,
      ),
    ...(rest > 0 ? [`  … ${formatNumberOf(rest, 'more block')}`] : []),
  ]
}

function countsText({ counts }: Pick<RunDiff, 'counts'>): string {
  const { same, changed, removed, added, moved } = counts
  return `${same} steps the same, ${changed} changed, ${removed} only in A, ${added} only in B, ${moved} moved`
}

function sideText(side: 'A' | 'B', index: number | null, span: RunDiff['leftSteps'][number] | undefined) {
  if (index === null || span === undefined) return ''
  return `${side} step ${index + 1} ${printableLine(stepTitle(span), 60)} [${span.spanId}]`
}
