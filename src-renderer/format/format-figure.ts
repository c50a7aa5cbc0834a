import type { Figure, Total } from '#contract/figure.ts'
import { formatCount, formatNumberOf, formatShortCount } from './format-count.ts'

/** A number as it may be shown: never without the mark that says how sure it is. */
export interface FigureText {
  readonly text: string
  readonly explanation: string
  readonly isKnown: boolean
}

export type Unit = 'tokens' | 'dollars'

const NOT_KNOWN = '–'

const SURENESS = {
  exact: 'as the provider reported it',
  derived: 'computed from reported numbers',
  estimated: 'an estimate',
} as const

export function formatFigure(figure: Figure, unit: Unit): FigureText {
  if (figure.confidence === 'unknown') {
    return { text: NOT_KNOWN, explanation: `${nameOf(unit)} unknown`, isKnown: false }
  }
  return {
    text: `${figure.confidence === 'estimated' ? '~' : ''}${shortValue(figure.value, unit)}`,
    explanation: `${exactValue(figure.value, unit)}, ${SURENESS[figure.confidence]}`,
    isKnown: true,
  }
}

/** A sum with calls missing from it is a lower bound and says so. */
export function formatTotal(total: Total, unit: Unit): FigureText {
  const { sum, missing } = total
  if (sum.confidence === 'unknown') {
    const reason =
      missing > 0 ? `unknown for ${formatNumberOf(missing, 'call')}` : 'unknown: nothing reported any'
    return { text: NOT_KNOWN, explanation: `${nameOf(unit)} ${reason}`, isKnown: false }
  }
  const { text, explanation } = formatFigure(sum, unit)
  if (missing === 0) return { text, explanation, isKnown: true }
  return {
    text: `≥ ${text}`,
    explanation: `At least ${explanation}; unknown for ${formatNumberOf(missing, 'call')}`,
    isKnown: true,
  }
}

/** Nano-dollars to "$0.0123": enough digits that a small cost never reads as nothing. */
export function formatDollars(nanoDollars: number): string {
  const dollars = nanoDollars / 1e9
  if (dollars === 0) return '$0'
  if (Math.abs(dollars) < 0.0001) return dollars < 0 ? '−<$0.0001' : '<$0.0001'
  const digits = Math.abs(dollars) < 1 ? 4 : Math.abs(dollars) < 100 ? 2 : 0
  return `${dollars < 0 ? '−' : ''}$${Math.abs(dollars).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}

function shortValue(value: number, unit: Unit): string {
  return unit === 'dollars' ? formatDollars(value) : formatShortCount(value)
}

function exactValue(value: number, unit: Unit): string {
  if (unit === 'tokens') return `${formatCount(value)} tokens`
  return `$${(value / 1e9).toFixed(9).replace(/0{1,5}$/, '')}`
}

function nameOf(unit: Unit): string {
  return unit === 'dollars' ? 'Cost' : 'Tokens'
}
