import type { Figure } from '../figure.ts'
import type { SpanSummary } from '../span.ts'
import type { ParsedFilter, Range, Term } from './filter.ts'

/** Whether a span meets every condition of a filter. A figure nobody knows meets no comparison. */
export function matchSpan(span: SpanSummary, { terms }: ParsedFilter): boolean {
  return terms.every(term => meets(span, term) !== term.isNegated)
}

function meets(span: SpanSummary, term: Term): boolean {
  switch (term.kind) {
    case 'words':
      return [span.name, span.toolName, span.agentName, span.model, span.errorMessage, span.spanId].some(
        text => holds(text, term.text),
      )
    case 'texts': {
      const text = textOf(span, term.field)
      return term.values.some(value =>
        term.isExact ? text?.toLowerCase() === value.toLowerCase() : holds(text, value),
      )
    }
    case 'range': {
      const figure = figureOf(span, term.field)
      return figure.confidence !== 'unknown' && isWithin(figure.value, term.range)
    }
    case 'unknown':
      return figureOf(span, term.field).confidence === 'unknown'
  }
}

function holds(text: string | null | undefined, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) ?? false
}

function textOf(span: SpanSummary, field: string): string | null {
  switch (field) {
    case 'kind':
      return span.kind
    case 'status':
      return span.status
    case 'model':
      return span.model
    case 'tool':
      return span.toolName
    case 'agent':
      return span.agentName
    case 'error':
      return span.errorMessage
    case 'id':
      return span.spanId
    default:
      return span.name
  }
}

function figureOf(span: SpanSummary, field: string): Figure {
  switch (field) {
    case 'cost':
      return span.cost
    case 'in':
      return span.inputTokens
    case 'out':
      return span.outputTokens
    case 'tokens':
      return sum(span.inputTokens, span.outputTokens)
    case 'started':
      return { confidence: 'exact', value: span.startNs }
    default:
      return span.durationNs === null
        ? { confidence: 'unknown' }
        : { confidence: 'exact', value: span.durationNs }
  }
}

function sum(left: Figure, right: Figure): Figure {
  if (left.confidence === 'unknown' || right.confidence === 'unknown') return { confidence: 'unknown' }
  return { confidence: 'derived', value: left.value + right.value }
}

function isWithin(value: number, { from, to, includesFrom, includesTo }: Range): boolean {
  const isAbove = from === null || value > from || (includesFrom && value === from)
  const isBelow = to === null || value < to || (includesTo && value === to)
  return isAbove && isBelow
}
