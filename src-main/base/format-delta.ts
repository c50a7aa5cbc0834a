import { formatFigure } from './format-figure.ts'

type Figure = Parameters<typeof formatFigure>[0]

/** A difference with its sign: "+1,200", "−$0.02", "±0", "?". */
export function formatDelta(delta: Figure, format: (value: number) => string): string {
  if (delta.confidence === 'unknown') return '?'
  if (delta.value === 0) return delta.confidence === 'estimated' ? '~±0' : '±0'
  const sign = delta.value < 0 ? '−' : '+'
  return `${sign}${formatFigure({ ...delta, value: Math.abs(delta.value) }, format)}`
}
