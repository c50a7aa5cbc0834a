import type { Run } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import { formatFigure, formatTotal } from '../base/format-figure.ts'
import { formatCount, formatDollars, formatDuration, formatNumberOf } from '../base/format-quantity.ts'
import { printableLine } from '../base/printable-text.ts'
import { treeOrder } from '../base/tree-order.ts'
import { describeReason } from './describe-reason.ts'
import { labelLines } from './label-run.ts'
import { localTime } from './local-time.ts'
import { statusColours } from './status-colour.ts'
import { type Cell, renderTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const barWidth = 24
const deepestIndent = 10
const shortestId = 8

/** A run with its spans as a tree, each with a bar for when it ran. */
export function renderRun(terminal: Terminal, { run, spans, total, ledger }: Run): string {
  const { durationNs } = run
  const placed = treeOrder(
    spans,
    span => span.spanId,
    span => span.parentSpanId,
  )
  const idLength = unambiguousLength(spans.map(span => span.spanId))
  const rows = placed.map(({ item, depth }) => [
    ...spanCells(item, depth, durationNs),
    { text: item.spanId.slice(0, idLength), colour: 'dim' } as const,
  ])
  const gaps = ledger.map(({ gap, count, about }) =>
    terminal.paint(
      'yellow',
      `! ${gap} ×${count}${about.length === 0 ? '' : `: ${printableLine(about.join(', '), 80)}`}`,
    ),
  )
  return [
    terminal.paint('bold', printableLine(run.name, 80)),
    `${terminal.paint(statusColours[run.status], run.status)} · ${summaryOf({ run, total })}`,
    `${run.runId} · ${localTime(run.startedAt)}`,
    ...(run.sessionId === null ? [] : [sessionLine(run)]),
    ...(run.parent === null ? [] : [`${describeReason(run.parent)}, run ${run.parent.runId.slice(0, 12)}`]),
    ...labelLines(run),
    ...gaps,
    '',
    renderTable(terminal, ['SPAN', '', 'TIME', 'TOKENS', 'COST', 'ID'], rows),
    ...(spans.length < total
      ? ['', `${formatNumberOf(total - spans.length, 'more span')}; --all shows them.`]
      : []),
  ].join('\n')
}

function sessionLine({ sessionId, sessionSource }: Run['run']): string {
  return `session ${printableLine(sessionId ?? '', 60)}${sessionSource === null ? '' : `, named by ${sessionSource}`}`
}

function summaryOf({ run, total }: Pick<Run, 'run' | 'total'>): string {
  return [
    run.durationNs === null ? 'not ended' : formatDuration(run.durationNs),
    formatNumberOf(total, 'span'),
    formatNumberOf(run.callCount, 'call'),
    formatNumberOf(run.toolCount, 'tool call'),
    `${formatTotal(run.inputTokens, formatCount)} → ${formatTotal(run.outputTokens, formatCount)} tokens`,
    formatTotal(run.cost, formatDollars),
  ].join(' · ')
}

function spanCells(span: SpanSummary, depth: number, runDurationNs: number | null): Cell[] {
  const indent = '  '.repeat(Math.min(depth, deepestIndent))
  const failed = span.status === 'error' ? ` ✗ ${printableLine(span.errorMessage ?? 'failed', 40)}` : ''
  const name: Cell = { text: `${indent}${span.kind} ${printableLine(span.name, 40)}${failed}` }
  const tokens = [span.inputTokens, span.outputTokens].map(figure => formatFigure(figure, formatCount))
  return [
    span.status === 'ok' ? name : { ...name, colour: statusColours[span.status] },
    { text: barOf(span, runDurationNs), colour: 'cyan' },
    { text: span.durationNs === null ? '…' : formatDuration(span.durationNs), isNumber: true },
    { text: tokens.every(text => text === '?') ? '' : tokens.join(' → '), isNumber: true },
    {
      text: span.cost.confidence === 'unknown' ? '' : formatFigure(span.cost, formatDollars),
      isNumber: true,
    },
  ]
}

/** How much of an id tells it from all others, so that it can be typed back. */
function unambiguousLength(ids: readonly string[]): number {
  for (let length = shortestId; length < 16; length += 1) {
    if (new Set(ids.map(id => id.slice(0, length))).size === ids.length) return length
  }
  return 16
}

/** Where in the run a span ran. A span too short to see still gets a mark. */
function barOf({ startNs, durationNs }: SpanSummary, runDurationNs: number | null): string {
  if (runDurationNs === null || runDurationNs <= 0) return ''
  const toColumn = (ns: number) =>
    Math.min(barWidth, Math.max(0, Math.round((ns / runDurationNs) * barWidth)))
  const start = Math.min(barWidth - 1, toColumn(startNs))
  const end = durationNs === null ? barWidth : toColumn(startNs + durationNs)
  return `${' '.repeat(start)}${end > start ? '█'.repeat(end - start) : '▏'}`
}
