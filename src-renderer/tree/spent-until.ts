import type { Figure, Total } from '#contract/figure.ts'
import type { SpanSummary } from '#contract/span.ts'
import { isCall } from './steps.ts'

/** What the calls that had ended by some moment took together. */
export interface Spent {
  readonly calls: number
  readonly inputTokens: Total
  readonly outputTokens: Total
  readonly cost: Total
}

const NAMES = ['inputTokens', 'outputTokens', 'cost'] as const
const SURENESS = ['exact', 'derived', 'estimated'] as const

const NOTHING: Total = { sum: { confidence: 'exact', value: 0 }, missing: 0 }
const NONE: Spent = { calls: 0, inputTokens: NOTHING, outputTokens: NOTHING, cost: NOTHING }

/** Adds the calls up once, in the order they ended, so that any moment is a look-up. */
export function createSpending(spans: Iterable<SpanSummary>): (atNs: number) => Spent {
  const ends: number[] = []
  const sums: Spent[] = []
  for (const { endNs, span } of endedCalls(spans)) {
    sums.push(add(sums.at(-1) ?? NONE, span))
    ends.push(endNs)
  }
  return atNs => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) <= atNs) low = middle + 1
      else high = middle
    }
    return sums[low - 1] ?? NONE
  }
}

function endedCalls(spans: Iterable<SpanSummary>) {
  return [...spans]
    .flatMap(span =>
      span.durationNs === null || !isCall(span) ? [] : [{ endNs: span.startNs + span.durationNs, span }],
    )
    .sort((left, right) => left.endNs - right.endNs)
}

function add(spent: Spent, span: SpanSummary): Spent {
  const [inputTokens, outputTokens, cost] = NAMES.map(name => addFigure(spent[name], span[name], spent.calls))
  return {
    calls: spent.calls + 1,
    inputTokens: inputTokens ?? NOTHING,
    outputTokens: outputTokens ?? NOTHING,
    cost: cost ?? NOTHING,
  }
}

/** A sum is as sure as the least sure of what it adds, and unknown while all of it is. */
function addFigure({ sum, missing }: Total, figure: Figure, calls: number): Total {
  if (figure.confidence === 'unknown') {
    return { sum: missing === calls ? figure : sum, missing: missing + 1 }
  }
  if (sum.confidence === 'unknown') return { sum: figure, missing }
  const sureness = Math.max(SURENESS.indexOf(sum.confidence), SURENESS.indexOf(figure.confidence))
  return {
    sum: { confidence: SURENESS[sureness] ?? 'estimated', value: sum.value + figure.value },
    missing,
  }
}
