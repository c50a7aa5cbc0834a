import type { Run } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import { formatFigure } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatDuration } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { treeOrder } from '../../base/tree-order.ts'
import { runLine } from './run-line.ts'

/** A whole run: what it came to, what is missing from it, and its spans as an indented tree. */
export function runText({ run, spans, ledger }: Run): string {
  const gaps = ledger.map(({ gap, count, about }) => {
    const concerning = about.length === 0 ? '' : ` (${printableLine(about.join(', '), 80)})`
    return `missing: ${gap} ×${count}${concerning}`
  })
  const placed = treeOrder(
    spans,
    span => span.spanId,
    span => span.parentSpanId,
  )
  const lines = placed.map(({ item, depth }) => `${'  '.repeat(Math.min(depth, 12))}${spanLine(item)}`)
  return [runLine(run), ...gaps, '', ...lines].join('\n')
}

/** One span on one line; nothing is said of what is unknown or as expected. */
export function spanLine(span: SpanSummary): string {
  const { inputTokens, outputTokens, cost, errorMessage } = span
  const hasTokens = inputTokens.confidence !== 'unknown' || outputTokens.confidence !== 'unknown'
  return [
    `${span.kind} ${printableLine(span.name, 40)}`,
    ...(span.status === 'ok' ? [] : [span.status]),
    ...(span.durationNs === null ? [] : [formatDuration(span.durationNs)]),
    ...(hasTokens
      ? [`${formatFigure(inputTokens, formatCount)}→${formatFigure(outputTokens, formatCount)} tok`]
      : []),
    ...(cost.confidence === 'unknown' ? [] : [formatFigure(cost, formatDollars)]),
    ...(errorMessage === null ? [] : [`"${printableLine(errorMessage, 80)}"`]),
    `[${span.spanId}]`,
  ].join(' · ')
}
