import type { Call } from '#contract/call.ts'
import type { ContextBlock, RunContext } from '#contract/context.ts'
import type { ResultOf } from '#contract/operations.ts'
import type { World } from './renderer-worlds.ts'

/** Who ran the tools that a call of the world mentions: each tool span stands behind the call that asked. */
export function toolsOf(world: World, runId: string, spanId: string): ResultOf<'calls.tools'> {
  const spans = world.spans.get(runId) ?? []
  const ids = new Set(world.calls.get(spanId)?.blocks.map(block => block.toolCallId))
  if (!world.calls.has(spanId)) return { tools: [askedBefore(world, runId, spanId)] }
  return {
    tools: [...ids].flatMap(toolCallId => {
      if (toolCallId === null) return []
      const asking = callsOf(world, runId).find(call => mentions(call, toolCallId, 'output'))
      const place = spans.findIndex(span => span.spanId === asking?.spanId)
      const ran = spans.slice(place + 1).find(span => span.kind === 'tool')
      const carrying = callsOf(world, runId).flatMap(call => call.blocks)
      const given = carrying.find(each => each.toolCallId === toolCallId && each.block.kind === 'tool-result')
      return [
        {
          toolCallId,
          askedBySpanId: asking?.spanId ?? null,
          ranAsSpanId: ran?.spanId ?? null,
          result: given?.block ?? null,
          isError: given?.isError ?? false,
        },
      ]
    }),
  }
}

/** The one tool call of a tool's span. */
function askedBefore(world: World, runId: string, spanId: string): ResultOf<'calls.tools'>['tools'][number] {
  const spans = world.spans.get(runId) ?? []
  const place = spans.findIndex(span => span.spanId === spanId)
  const asking = spans.slice(0, place).findLast(span => span.kind === 'llm')
  const askedBySpanId = asking?.spanId ?? null
  return { toolCallId: 'toolu', askedBySpanId, ranAsSpanId: spanId, result: null, isError: false }
}

/** The prompts of a run in the world, each block counted where it stands first. Bytes count for tokens, four to one. */
export function contextOf(world: World, runId: string): RunContext {
  const blocks: ContextBlock[] = []
  const places = new Map<string, number>()
  const calls = callsOf(world, runId).map((call, index) => {
    const span = world.spans.get(runId)?.find(each => each.spanId === call.spanId)
    const prompt = call.blocks.filter(each => each.section !== 'output')
    const place = ({ block, section, role, name, toolCallId }: Call['blocks'][number]): number => {
      const known = places.get(block.blockId)
      if (known !== undefined) return known
      const sourceSpanId = block.kind === 'tool-result' ? giverOf(world, runId, toolCallId) : null
      const { blockId, kind, sizeBytes } = block
      const tokens = { confidence: 'estimated', value: Math.ceil(sizeBytes / 4) } as const
      blocks.push({
        ...{ blockId, kind, section, role, name, sizeBytes, tokens },
        firstCall: index,
        calls: 1,
        sourceSpanId,
      })
      places.set(blockId, blocks.length - 1)
      return blocks.length - 1
    }
    return {
      spanId: call.spanId,
      startNs: span?.startNs ?? 0,
      model: span?.model ?? null,
      agentName: span?.agentName ?? null,
      baseCall: null,
      baseLength: 0,
      added: prompt.map(place),
      answer: call.blocks.filter(each => each.section === 'output').map(place),
      promptLength: prompt.length,
      promptBytes: prompt.reduce((sum, { block }) => sum + block.sizeBytes, 0),
      input: call.usage.input,
      cacheRead: call.usage.cacheRead,
      output: call.usage.output,
      cost: call.cost,
      cachedLength: prompt.filter(each => !each.isNew).length,
    }
  })
  return { blocks, calls, breaks: [], withoutContent: 0 }
}

/** The tool span that tells of that call, else one that may have. */
function giverOf(world: World, runId: string, toolCallId: string | null): string | null {
  const spans = world.spans.get(runId) ?? []
  const told = spans.find(({ spanId }) => world.details.get(spanId)?.tool?.toolCallId === toolCallId)
  return (told ?? spans[7])?.spanId ?? null
}

function callsOf(world: World, runId: string): Call[] {
  return (world.spans.get(runId) ?? []).flatMap(({ spanId }) => world.calls.get(spanId) ?? [])
}

function mentions({ blocks }: Call, toolCallId: string, section: string): boolean {
  return blocks.some(block => block.toolCallId === toolCallId && block.section === section)
}
