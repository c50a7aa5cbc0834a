import type { DiffDelta, RunDiff } from '#contract/diff.ts'
import type { Figure, Total } from '#contract/figure.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { type FigureText, formatDollars } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'

export interface TotalRow {
  readonly label: string
  readonly left: FigureText
  readonly right: FigureText
  readonly delta: FigureText
  /** Whether more of it is worse; undefined where it is neither. */
  readonly tone: 'good' | 'bad' | undefined
}

type Format = (value: number) => string

const LINES: readonly (readonly [keyof RunDiff['totals'], string, Format, 'neutral' | 'less-is-better'])[] = [
  ['steps', 'Steps', formatCount, 'neutral'],
  ['calls', 'Model calls', formatCount, 'neutral'],
  ['tools', 'Tool calls', formatCount, 'neutral'],
  ['errors', 'Errors', formatCount, 'less-is-better'],
  ['inputTokens', 'Tokens in', formatCount, 'less-is-better'],
  ['cacheReadTokens', 'of them cached', formatCount, 'neutral'],
  ['outputTokens', 'Tokens out', formatCount, 'less-is-better'],
  ['cost', 'Cost', formatDollars, 'less-is-better'],
  ['durationNs', 'Duration', formatDuration, 'less-is-better'],
  ['modelTimeNs', 'Time in models', formatDuration, 'less-is-better'],
  ['toolTimeNs', 'Time in tools', formatDuration, 'less-is-better'],
]

export function listTotals({ totals, byModel }: Pick<RunDiff, 'totals' | 'byModel'>): TotalRow[] {
  const costs = byModel.length < 2 ? [] : byModel
  return [
    ...LINES.map(([name, label, format, taste]) => totalRow(label, totals[name], format, taste)),
    ...costs.map(({ provider, model, cost }) => {
      const name = provider === null ? model : `${provider} ${model}`
      return totalRow(`Cost of ${toVisible(name)}`, cost, formatDollars, 'less-is-better')
    }),
  ]
}

export function totalRow(
  label: string,
  { left, right, delta }: DiffDelta,
  format: Format,
  taste: 'neutral' | 'less-is-better' = 'less-is-better',
): TotalRow {
  const change = delta.confidence === 'unknown' ? 0 : delta.value
  const tone = change === 0 || taste === 'neutral' ? undefined : change < 0 ? 'good' : 'bad'
  return {
    label,
    left: totalText(left, format),
    right: totalText(right, format),
    delta: deltaText(delta, format),
    tone,
  }
}

/** For a figure of a step that one run did not take. */
export const NO_STEP: FigureText = { text: '–', explanation: 'no such step', isKnown: false }

const SURENESS = {
  exact: 'as it was reported',
  derived: 'computed from reported numbers',
  estimated: 'an estimate',
} as const

function totalText({ sum, missing }: Total, format: Format): FigureText {
  if (sum.confidence === 'unknown') {
    const why = missing > 0 ? `unknown for ${formatNumberOf(missing, 'step')}` : 'unknown'
    return { text: '?', explanation: why, isKnown: false }
  }
  const text = `${missing > 0 ? '≥ ' : ''}${sum.confidence === 'estimated' ? '~' : ''}${format(sum.value)}`
  const lacking = missing > 0 ? `; unknown for ${formatNumberOf(missing, 'step')}` : ''
  return { text, explanation: `${text}, ${SURENESS[sum.confidence]}${lacking}`, isKnown: true }
}

/** "+1,200", "−$0.02", "±0": the right minus the left. */
export function deltaText(delta: Figure, format: Format): FigureText {
  if (delta.confidence === 'unknown') {
    return { text: '?', explanation: 'The difference is unknown: a side of it is', isKnown: false }
  }
  const guess = delta.confidence === 'estimated' ? '~' : ''
  const sign = delta.value === 0 ? '±' : delta.value < 0 ? '−' : '+'
  const text = `${sign}${guess}${delta.value === 0 ? '0' : format(Math.abs(delta.value))}`
  return { text, explanation: `${text}, ${SURENESS[delta.confidence]}`, isKnown: true }
}
