import type { Figure, Total } from '#contract/figure.ts'
import type { SpanKind, Status } from '#contract/span.ts'

const NANO_DOLLARS = 1e9
const NANOSECONDS_PER_MILLISECOND = 1e6

const RUN_STATUS = { ok: 'completed', error: 'failed', running: 'running', cancelled: 'cancelled' } as const
export type RunStatusWord = (typeof RUN_STATUS)[Status]

export function runStatus(status: Status): RunStatusWord {
  return RUN_STATUS[status]
}

export function statusOfWord(word: RunStatusWord): Status {
  return ({ completed: 'ok', failed: 'error', running: 'running', cancelled: 'cancelled' } as const)[word]
}

/** PetalTrace knows five kinds. */
export function spanKind(kind: SpanKind): 'node' | 'llm' | 'tool' | 'edge' | 'custom' {
  switch (kind) {
    case 'agent':
    case 'node':
      return 'node'
    case 'llm':
    case 'embedding':
      return 'llm'
    case 'tool':
    case 'retrieval':
      return 'tool'
    case 'edge':
      return 'edge'
    case 'decision':
    case 'guardrail':
    case 'custom':
      return 'custom'
  }
}

/** RFC 3339 with nanoseconds, of Unix nanoseconds as text. */
export function timeText(unixNano: string, offsetNs = 0): string {
  const at = BigInt(unixNano) + BigInt(Math.round(offsetNs))
  const fraction = (((at % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n).toString().padStart(9, '0')
  const seconds = (at - BigInt(fraction)) / 1_000_000_000n
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${fraction}Z`
}

export function milliseconds(durationNs: number | null): number | null {
  return durationNs === null ? null : Math.round(durationNs / NANOSECONDS_PER_MILLISECOND)
}

/** Null is what PetalTrace's clients read where they expect a number and none is known. */
export function numberOf(figure: Figure): number | null {
  return figure.confidence === 'unknown' ? null : figure.value
}

export function dollars(figure: Figure): number | null {
  return figure.confidence === 'unknown' ? null : figure.value / NANO_DOLLARS
}

export function sumOf(...totals: readonly Total[]): number | null {
  const known = totals.map(total => numberOf(total.sum)).filter(value => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/** The id of a node stands in the names of PetalFlow's spans. */
export function nodeId(name: string): string {
  return name.replace(/^node:/, '')
}
