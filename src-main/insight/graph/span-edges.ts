import type { GraphEdgeKind } from '#contract/run-graph.ts'
import type { PlacedBlock, Prompt, Step } from '../../diff/step.ts'
import { lengthOf } from '../prompt-call.ts'

/** A recorded fact that leads from one span to another. */
export interface SpanEdge {
  readonly from: string
  readonly to: string
  readonly kind: GraphEdgeKind
  readonly reason: string
}

/** What is known of the steps so far, so that the next one finds where its parts come from. */
interface Known {
  readonly askedBy: Map<string, string>
  readonly performedBy: Map<string, string>
  readonly resultOf: Map<number, string>
  readonly answeredBy: Map<number, string>
  readonly sentBy: Map<Prompt, string>
}

/** Who asked for a tool, whose prompt carried what it gave, and whose answer went into which prompt. */
export function factsOfSteps(steps: readonly Step[]): SpanEdge[] {
  const known: Known = {
    askedBy: new Map(),
    performedBy: new Map(),
    resultOf: new Map(),
    answeredBy: new Map(),
    sentBy: new Map(),
  }
  return steps.flatMap(step => {
    const edges = [...edgesToTool(step, known), ...edgesToCall(step, known)]
    remember(step, known)
    return edges
  })
}

function edgesToTool({ span, tool }: Step, { askedBy }: Known): SpanEdge[] {
  const from = askedBy.get(tool?.toolCallId ?? '')
  if (tool === null || from === undefined || from === span.spanId) return []
  return [
    { from, to: span.spanId, kind: 'tool-call', reason: `The answer asked for it (${tool.toolCallId}).` },
  ]
}

function edgesToCall({ span, call }: Step, known: Known): SpanEdge[] {
  if (call === null) return []
  const to = span.spanId
  const earlier = senderOfSame(call.prompt, known)
  if (earlier !== undefined) {
    return [{ from: earlier, to, kind: 'same-prompt', reason: 'The same prompt was sent again.' }]
  }
  const carried = call.prompt.added.filter(block => block.section === 'input')
  const results = carried.flatMap(block => resultEdge(block, to, known))
  const askers = new Set(carried.map(block => known.askedBy.get(block.toolCallId ?? '')))
  const answerers = new Set(
    carried.filter(isAnswer).flatMap(block => known.answeredBy.get(block.blockKey) ?? []),
  )
  const answers = [...answerers]
    .filter(from => results.length === 0 || !askers.has(from))
    .map((from): SpanEdge => ({ from, to, kind: 'answer', reason: 'The prompt carries its answer.' }))
  return [...results, ...answers]
}

/** The call that sent these very blocks before. */
function senderOfSame(prompt: Prompt, { sentBy }: Known): string | undefined {
  if (lengthOf(prompt) === 0) return undefined
  const { base, baseLength, added } = prompt
  const isRepeat = base !== null && added.length === 0 && baseLength === lengthOf(base)
  return sentBy.get(prompt) ?? (isRepeat ? sentBy.get(base) : undefined)
}

function resultEdge(block: PlacedBlock, to: string, known: Known): SpanEdge[] {
  if (block.kind !== 'tool-result') return []
  const { toolCallId, blockKey } = block
  const kind = 'tool-result'
  const performer = known.performedBy.get(toolCallId ?? '')
  if (performer !== undefined) {
    return [{ from: performer, to, kind, reason: `The prompt carries its result (${toolCallId}).` }]
  }
  const giver = known.resultOf.get(blockKey)
  if (giver !== undefined) {
    return [{ from: giver, to, kind, reason: 'The prompt carries the very text that it gave.' }]
  }
  const asker = known.askedBy.get(toolCallId ?? '')
  if (asker === undefined) return []
  return [
    { from: asker, to, kind, reason: `The prompt carries the result of what it asked for (${toolCallId}).` },
  ]
}

function isAnswer({ role, kind }: PlacedBlock): boolean {
  return role === 'assistant' && kind !== 'tool-result'
}

function remember({ span, call, tool }: Step, known: Known): void {
  const { spanId } = span
  for (const { blockKey, toolCallId, kind } of call?.answer ?? []) {
    known.answeredBy.set(blockKey, spanId)
    if (kind === 'tool-call' && toolCallId !== null) known.askedBy.set(toolCallId, spanId)
  }
  if (call !== null && !known.sentBy.has(call.prompt)) known.sentBy.set(call.prompt, spanId)
  if (tool?.toolCallId) known.performedBy.set(tool.toolCallId, spanId)
  if (typeof tool?.resultKey === 'number') known.resultOf.set(tool.resultKey, spanId)
}
