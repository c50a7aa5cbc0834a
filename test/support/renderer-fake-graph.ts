import type { Call } from '#contract/call.ts'
import type { ParamsOf, ResultOf } from '#contract/operations.ts'
import type { Problem } from '#contract/problems.ts'
import type { PlacedBlock, Step } from '../../src-main/diff/step.ts'
import { runGraph } from '../../src-main/insight/graph/run-graph.ts'
import type { World } from './renderer-worlds.ts'

/** The graph of a run in the world, by the real drawing of graphs. */
export function graphOf(
  world: World,
  { runId, level = 'steps', open, limit = 5000 }: ParamsOf<'runs.graph'>,
): ResultOf<'runs.graph'> | Problem {
  const run = world.runs.find(each => each.runId === runId)
  if (run === undefined) return { code: 'run-not-found', runId }
  const spans = world.spans.get(runId) ?? []
  const keys = new Map<string, number>()
  const keyOf = (text: string) => {
    const known = keys.get(text) ?? keys.size
    keys.set(text, known)
    return known
  }
  const steps = spans.map((span): Step => {
    const call = world.calls.get(span.spanId)
    const tool = world.details.get(span.spanId)?.tool
    return {
      span,
      call: call === undefined ? null : contentOf(call, keyOf),
      tool: tool
        ? {
            toolCallId: tool.toolCallId,
            argumentsKey: tool.arguments === null ? null : keyOf(tool.arguments),
            resultKey: tool.result === null ? null : keyOf(tool.result),
          }
        : null,
    }
  })
  const links = spans.flatMap(({ spanId }) =>
    (world.details.get(spanId)?.links ?? []).map(link => ({ spanId, toSpanId: link.spanId })),
  )
  const textOf = (blockKey: number) => [...keys.keys()][blockKey] ?? ''
  const graph = runGraph(
    { run, spans, steps, links, dispatched: [], textOf },
    { level, opened: new Set(open?.split(',')), limit: Number(limit) },
  )
  return { ...graph, spansWithUnreadLinks: 0 }
}

function contentOf(call: Call, keyOf: (text: string) => number): Step['call'] {
  const placed = call.blocks.map(
    (each): PlacedBlock => ({
      ...{ section: each.section, role: each.role, name: each.name, toolCallId: each.toolCallId },
      ...{ kind: each.block.kind, blockId: each.block.blockId, blockKey: keyOf(each.block.text) },
    }),
  )
  return {
    // What the call carried before is no news to the graph.
    prompt: {
      base: null,
      baseLength: 0,
      added: placed.filter((each, index) => each.section !== 'output' && call.blocks[index]?.isNew),
    },
    answer: placed.filter(each => each.section === 'output'),
    parameters: {},
    requestModel: call.requestModel,
    provider: call.provider,
  }
}
