import type { SpanSummary } from '#contract/span.ts'
import { findLoops } from '../../diff/find-loops.ts'

/** A span, or spans that repeat in the same order. */
export type Folded =
  | { readonly type: 'span'; readonly span: SpanSummary; readonly loopId: string | null }
  | {
      readonly type: 'loop'
      readonly loopId: string
      readonly turns: readonly (readonly SpanSummary[])[]
    }

/** Siblings in the order they began, with their loops as one; those in `opened` turn by turn. */
export function foldSiblings(siblings: readonly SpanSummary[], opened: ReadonlySet<string>): Folded[] {
  const folded: Folded[] = []
  let at = 0
  const alone = (until: number) => {
    for (const span of siblings.slice(at, until)) folded.push({ type: 'span', span, loopId: null })
    at = until
  }
  for (const { from, period, times } of findLoops(numbersOf(siblings))) {
    alone(from)
    const members = siblings.slice(from, from + period * times)
    const loopId = `loop-${members[0]?.spanId}-${period}`
    if (opened.has(loopId)) for (const span of members) folded.push({ type: 'span', span, loopId })
    else folded.push({ type: 'loop', loopId, turns: turnsOf(members, period) })
    at = from + members.length
  }
  alone(siblings.length)
  return folded
}

/** Equal numbers for spans that do the same kind of thing. */
function numbersOf(siblings: readonly SpanSummary[]): number[] {
  const numbers = new Map<string, number>()
  return siblings.map(({ kind, toolName, agentName, name }) => {
    const what = kind === 'llm' ? (agentName ?? '') : (toolName ?? name)
    const key = `${kind} ${what}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}

function turnsOf(members: readonly SpanSummary[], period: number): SpanSummary[][] {
  return Array.from({ length: members.length / period }, (_, turn) =>
    members.slice(turn * period, (turn + 1) * period),
  )
}
