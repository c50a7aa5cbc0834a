import type { DiffDelta, RunDiff } from '#contract/diff.ts'
import { formatDelta } from '../../base/format-delta.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatDuration } from '../../base/format-quantity.ts'

export interface TotalLine {
  readonly label: string
  readonly left: string
  readonly right: string
  readonly delta: string
}

const LINES: readonly (readonly [string, keyof RunDiff['totals'], (value: number) => string])[] = [
  ['Steps', 'steps', formatCount],
  ['Model calls', 'calls', formatCount],
  ['Tool calls', 'tools', formatCount],
  ['Errors', 'errors', formatCount],
  ['Input tokens', 'inputTokens', formatCount],
  ['of them cached', 'cacheReadTokens', formatCount],
  ['Output tokens', 'outputTokens', formatCount],
  ['Cost', 'cost', formatDollars],
  ['Duration', 'durationNs', formatDuration],
  ['Time in models', 'modelTimeNs', formatDuration],
  ['Time in tools', 'toolTimeNs', formatDuration],
]

/** The figures of both runs as text, each with how sure it is. */
export function totalLines({ totals, byModel }: RunDiff): TotalLine[] {
  const costs = byModel.map(({ provider, model, cost }) =>
    lineOf(`Cost of ${provider === null ? '' : `${provider} `}${model}`, cost, formatDollars),
  )
  return [
    ...LINES.map(([label, name, format]) => lineOf(label, totals[name], format)),
    ...(byModel.length > 1 ? costs : []),
  ]
}

function lineOf(
  label: string,
  { left, right, delta }: DiffDelta,
  format: (value: number) => string,
): TotalLine {
  return {
    label,
    left: formatTotal(left, format),
    right: formatTotal(right, format),
    delta: formatDelta(delta, format),
  }
}
