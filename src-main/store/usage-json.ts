import type { Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'

const CONFIDENCES = ['exact', 'derived', 'estimated'] as const
const TOTALS = ['freshInput', 'cacheRead', 'cacheWrite', 'input', 'output', 'reasoning'] as const
const UNKNOWN: Figure = { confidence: 'unknown' }

type Packed = readonly [value: number, confidence: number]
type PackedFigures = Readonly<Record<string, Packed>>
/** What is unknown is left out, and a confidence is its place in a list: every call has a dozen of these. */
export type PackedUsage = Readonly<Partial<Record<(typeof TOTALS)[number], Packed>>> & {
  readonly buckets?: PackedFigures
}

export function packUsage({ buckets, ...totals }: Usage): PackedUsage {
  return { ...packFigures(totals), buckets: packFigures(buckets) }
}

export function unpackUsage(packed: PackedUsage): Usage {
  const figure = (name: (typeof TOTALS)[number]) => toFigure(packed[name])
  return {
    freshInput: figure('freshInput'),
    cacheRead: figure('cacheRead'),
    cacheWrite: figure('cacheWrite'),
    input: figure('input'),
    output: figure('output'),
    reasoning: figure('reasoning'),
    buckets: Object.fromEntries(
      Object.entries(packed.buckets ?? {}).map(([name, figure]) => [name, toFigure(figure)]),
    ),
  }
}

function packFigures(figures: Readonly<Record<string, Figure>>): PackedFigures {
  const packed: Record<string, Packed> = {}
  for (const [name, figure] of Object.entries(figures)) {
    if (figure.confidence !== 'unknown') packed[name] = [figure.value, CONFIDENCES.indexOf(figure.confidence)]
  }
  return packed
}

/** A store of before has figures as they are. */
function toFigure(packed: Packed | Figure | undefined): Figure {
  if (packed === undefined) return UNKNOWN
  if (!Array.isArray(packed)) return packed as Figure
  const [value, confidence] = packed as Packed
  return { confidence: CONFIDENCES[confidence] ?? 'estimated', value }
}
