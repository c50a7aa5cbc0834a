import type { CallBlock } from '#contract/call.ts'
import type { ToolMention, ToolSpan } from '../store/tool-run-queries.ts'

export interface FoundToolRun {
  readonly toolCallId: string
  readonly askedBySpanId: string | null
  readonly ranAsSpanId: string | null
  readonly resultKey: number | null
  readonly isError: boolean
}

/** A span with the tool calls it mentions. */
interface Mentioning {
  readonly spanId: string
  readonly blocks: readonly Pick<CallBlock, 'toolCallId' | 'section'>[]
}

interface Recorded {
  readonly mentions: readonly ToolMention[]
  readonly spans: readonly ToolSpan[]
}

/**
 * Joins what a call mentions with what ran it. Some senders use an id again in each turn, so what an answer asks
 * for is looked for after the call, and what a prompt carries before it.
 */
export function findToolRuns(
  call: Mentioning,
  startNs: number,
  { mentions, spans }: Recorded,
): FoundToolRun[] {
  const isAsked = new Map<string, boolean>()
  for (const { toolCallId, section } of call.blocks)
    if (toolCallId !== null) isAsked.set(toolCallId, section === 'output')
  const mentionsOf = Map.groupBy(mentions, mention => mention.toolCallId)
  const spansOf = Map.groupBy(spans, span => span.toolCallId)
  return [...isAsked].map(([toolCallId, isAskedHere]) => {
    const mentioned = mentionsOf.get(toolCallId) ?? []
    const ran = nearest(spansOf.get(toolCallId) ?? [], startNs, isAskedHere)
    const asked = mentioned.findLast(each => each.section === 'output' && each.startNs < startNs)
    const given = nearest(
      mentioned.filter(each => each.isResult && !(isAskedHere && each.spanId === call.spanId)),
      startNs,
      isAskedHere,
    )
    return {
      toolCallId,
      askedBySpanId: isAskedHere ? call.spanId : (asked?.spanId ?? null),
      ranAsSpanId: ran?.spanId ?? null,
      resultKey: given?.blockKey ?? ran?.resultKey ?? null,
      isError: given?.isError === true || ran?.status === 'error',
    }
  })
}

/** The first from the moment on, or the last until it. Both lists are in the order things began. */
function nearest<Item extends { readonly startNs: number }>(
  items: readonly Item[],
  atNs: number,
  isAfter: boolean,
): Item | undefined {
  return isAfter ? items.find(item => item.startNs >= atNs) : items.findLast(item => item.startNs <= atNs)
}
