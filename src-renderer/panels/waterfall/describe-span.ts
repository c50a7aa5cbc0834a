import type { SpanSummary } from '#contract/span.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { isCall } from '../../tree/steps.ts'
import { endOf } from './draw-bars.ts'

export interface Fact {
  readonly label: string
  readonly value: string
}

const LONGEST_MESSAGE = 160

/** What the tip of a bar says: exact times, and the figures with how sure they are. */
export function describeSpan(span: SpanSummary, nowNs: number): Fact[] {
  const { name, kind, durationNs, startNs, errorMessage } = span
  const endNs = endOf(span, nowNs)
  const facts = [
    { label: kind, value: toVisible(name) },
    {
      label: 'Lasted',
      value: durationNs === null ? `${formatDuration(endNs - startNs)} so far` : exactly(durationNs),
    },
    { label: 'Began', value: `${seconds(startNs)} into the run` },
    { label: 'Ended', value: durationNs === null ? 'still running' : seconds(endNs) },
  ]
  if (isCall(span)) {
    facts.push(
      { label: 'In', value: formatFigure(span.inputTokens, 'tokens').explanation },
      { label: 'Out', value: formatFigure(span.outputTokens, 'tokens').explanation },
      { label: 'Cost', value: formatFigure(span.cost, 'dollars').explanation },
    )
  }
  if (span.status === 'cancelled') facts.push({ label: 'Status', value: 'cancelled' })
  if (span.status === 'error') {
    const message = errorMessage === null ? 'failed' : toVisible(errorMessage).slice(0, LONGEST_MESSAGE)
    facts.push({ label: 'Error', value: message })
  }
  return facts
}

function exactly(durationNs: number): string {
  const short = formatDuration(durationNs)
  return durationNs >= 60e9 ? `${short} (${seconds(durationNs)})` : short
}

/** To the microsecond: the last digits of a clock tell nothing. */
function seconds(atNs: number): string {
  return `${(atNs / 1e9).toLocaleString('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 6 })} s`
}
