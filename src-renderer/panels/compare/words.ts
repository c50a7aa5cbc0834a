import type { DiffCause, DiffRow, RunDiff } from '#contract/diff.ts'
import type { SpanSummary } from '#contract/span.ts'
import { formatNumberOf } from '../../format/format-count.ts'

export const CAUSES: Readonly<Record<DiffCause, string>> = {
  'prompt-changed': 'Prompt changed',
  'tool-result-changed': 'Tool result changed',
  'same-input-other-sample': 'Same input, other sample',
  'order-only': 'Order only',
  'model-or-parameter-changed': 'Model or parameter changed',
  'program-changed': 'Program changed',
  ended: 'One run ended',
  'not-captured': 'Prompt not captured',
}

export const SIGNS: Readonly<Record<DiffRow['change'], string>> = {
  same: '=',
  changed: '≠',
  removed: '−',
  added: '+',
  moved: '⇅',
}

/** What a row says, in words: the sign and the colour alone would not. */
export function describeRow({ change, aspects, counterpart }: DiffRow): string {
  switch (change) {
    case 'same':
      return 'same'
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

export function stepTitle(span: SpanSummary): string {
  if (span.kind !== 'llm') return span.toolName ?? span.name
  return [span.agentName, span.model ?? 'unknown model'].filter(part => part !== null).join(' · ')
}

/** "11 the same, 2 changed, 1 only in A" */
export function describeCounts({ same, changed, removed, added, moved }: RunDiff['counts']): string {
  const parts = [
    `${formatNumberOf(same, 'step')} the same`,
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(removed > 0 ? [`${removed} only in A`] : []),
    ...(added > 0 ? [`${added} only in B`] : []),
    ...(moved > 0 ? [`${moved} moved`] : []),
  ]
  return parts.join(', ')
}
