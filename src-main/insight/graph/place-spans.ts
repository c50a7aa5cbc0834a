import type { GraphLevel, GraphNode } from '#contract/run-graph.ts'
import type { SpanKind, SpanSummary } from '#contract/span.ts'
import type { Step, TextOf } from '../../diff/step.ts'
import { quoted } from '../../diff/words.ts'
import type { Ancestry } from './ancestry.ts'
import { type Folded, foldSiblings } from './fold-siblings.ts'
import { sayDifference } from './loop-differences.ts'
import { sumWork, worstStatus } from './sum-work.ts'

/** A node, before it is known which other spans have no node but this. */
export interface PlacedNode {
  readonly nodeId: string
  readonly members: readonly SpanSummary[]
  readonly describe: (all: readonly SpanSummary[]) => GraphNode
}

export interface Placing {
  readonly level: Exclude<GraphLevel, 'agents'>
  /** Loops that are shown turn by turn. */
  readonly opened: ReadonlySet<string>
  readonly stepOf: (spanId: string) => Step | undefined
  readonly textOf: TextOf
}

const CALLS: ReadonlySet<SpanKind> = new Set(['llm', 'embedding', 'tool', 'retrieval'])
const STEPS: ReadonlySet<SpanKind> = new Set([...CALLS, 'agent', 'node', 'decision', 'guardrail'])

/** Whether a span has a node of its own, when it is part of no loop. */
export function isShown(level: Placing['level'], ancestry: Ancestry, span: SpanSummary): boolean {
  if (level === 'calls') return CALLS.has(span.kind)
  if (STEPS.has(span.kind)) return true
  const parentKind = ancestry.parentOf(span.spanId)?.kind
  // Such as the request of a call on the wire.
  return span.kind !== 'edge' && parentKind !== 'llm' && parentKind !== 'embedding'
}

/** The nodes of a level in the order they began. What is below a folded loop is part of it. */
export function placeSpans(ancestry: Ancestry, placing: Placing): PlacedNode[] {
  const { level, opened } = placing
  const shown = new Set(ancestry.spans.filter(span => isShown(level, ancestry, span)))
  const isScope = (span: SpanSummary) => shown.has(span) || span.kind === 'agent'
  const children = Map.groupBy(
    ancestry.spans.filter(isScope),
    span => ancestry.around(span.spanId, isScope)?.spanId,
  )
  const nodes: PlacedNode[] = []
  const waiting: (string | undefined)[] = [undefined]
  for (let at = 0; at < waiting.length; at += 1) {
    const own = children.get(waiting[at]) ?? []
    for (const span of own) if (!shown.has(span)) waiting.push(span.spanId)
    const siblings = own.filter(span => shown.has(span))
    for (const folded of foldSiblings(siblings, opened)) {
      nodes.push(toNode(folded, placing))
      if (folded.type === 'span') waiting.push(folded.span.spanId)
    }
  }
  return nodes.toSorted((a, b) => startOf(a) - startOf(b))
}

export function startOf({ members }: PlacedNode): number {
  return members[0]?.startNs ?? 0
}

function toNode(folded: Folded, { stepOf, textOf }: Placing): PlacedNode {
  if (folded.type === 'span') return spanNode(folded.span, folded.loopId)
  const { loopId, turns } = folded
  const members = turns.flat()
  const [first] = members
  const isSeveral = (turns[0]?.length ?? 0) > 1
  return {
    nodeId: loopId,
    members,
    describe: all => ({
      type: 'loop',
      nodeId: loopId,
      kind: isSeveral ? 'custom' : (first?.kind ?? 'custom'),
      name: (turns[0] ?? []).map(isSeveral ? nameInTurn : nameAlone).join(' → '),
      what: isSeveral ? null : whatOf(first),
      status: worstStatus(members),
      startNs: first?.startNs ?? 0,
      spanIds: all.map(span => span.spanId),
      period: turns[0]?.length ?? 0,
      times: turns.length,
      differs: sayDifference(
        turns.map(turn => turn.map(span => stepOf(span.spanId))),
        textOf,
      ),
      ...sumWork(members, all),
    }),
  }
}

function spanNode(span: SpanSummary, loopId: string | null): PlacedNode {
  return {
    nodeId: span.spanId,
    members: [span],
    describe: all => ({
      type: 'span',
      nodeId: span.spanId,
      kind: span.kind,
      name: span.name,
      what: whatOf(span),
      status: span.status,
      startNs: span.startNs,
      spanIds: all.map(each => each.spanId),
      loopId,
      ...sumWork([span], all),
    }),
  }
}

function nameAlone({ name }: SpanSummary): string {
  return name
}

function nameInTurn({ kind, toolName, name }: SpanSummary): string {
  if (kind === 'llm') return 'model'
  return toolName === null ? name : quoted(toolName)
}

function whatOf(span: SpanSummary | undefined): string | null {
  return span?.model ?? span?.toolName ?? span?.agentName ?? null
}
