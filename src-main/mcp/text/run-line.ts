import type { RunSummary } from '#contract/run.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatCount, formatDollars, formatDuration, formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'

/** One run on one line. */
export function runLine(run: RunSummary): string {
  const duration = run.durationNs === null ? 'running' : formatDuration(run.durationNs)
  const tokens = `${formatTotal(run.inputTokens, formatCount)}→${formatTotal(run.outputTokens, formatCount)} tokens`
  return [
    run.runId,
    run.status,
    startOf(run),
    duration,
    `${formatNumberOf(run.spanCount, 'span')}, ${formatNumberOf(run.callCount, 'call')}`,
    ...(run.errorCount === 0 ? [] : [formatNumberOf(run.errorCount, 'error')]),
    tokens,
    formatTotal(run.cost, formatDollars),
    `${run.starred ? '★ ' : ''}${printableLine(run.name, 60)}`,
    ...(run.tags.length === 0 ? [] : [`#${printableLine(run.tags.join(' #'), 80)}`]),
  ].join(' · ')
}

function startOf({ startedAt }: RunSummary): string {
  return new Date(Number(BigInt(startedAt) / 1_000_000n)).toISOString().replace(/\.\d+Z$/, 'Z')
}
