import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { readPetalFlowCall } from './petalflow-call.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'petalflow'
const RUN_KEYS = ['petalflow.run.id', 'petalflow.run_id']
const EDGE_KEYS = ['petalflow.edge.source_node', 'petalflow.edge.source']
const NODE_KEYS = ['petalflow.node_id', 'petalflow.node.id']
const TOOL_KEYS = ['petalflow.tool.name', 'tool.name']
const CALL_KEYS = ['gen_ai.request.model', 'gen_ai.system', 'petalflow.llm.messages']
const MARKERS = [...RUN_KEYS, ...EDGE_KEYS, ...NODE_KEYS, 'petalflow.tool.name', 'petalflow.llm.messages']

/** Kinds of nodes that choose the way on. */
const DECIDING = /router|gate|conditional/

/**
 * PetalFlow in three vocabularies: what PetalTrace's documents say, what its receiver reads, and what
 * PetalFlow sends. Only the last has `node_id` with an underscore. https://github.com/petal-labs/petalflow
 */
export const petalFlow: Convention = {
  name: NAME,
  read(span) {
    if (!speaks(span)) return undefined
    const kind = kindOf(span)
    return spanMeaning(NAME, span, {
      kind,
      call: kind === 'llm' ? readPetalFlowCall(span.attributes) : undefined,
      tool: kind === 'tool' ? readTool(span) : toolWithin(span),
      error: errorOf(span),
    })
  },
}

function speaks({ attributes, origin }: OtlpSpan): boolean {
  if (origin.scopeName.startsWith('petalflow')) return true
  if (RUN_KEYS.some(key => origin.resource.has(key))) return true
  return MARKERS.some(key => attributes.has(key))
}

/** A call knows its node and an edge its ends, so the narrower word comes first. */
function kindOf(span: OtlpSpan): SpanKind {
  const { attributes, name } = span
  if (CALL_KEYS.some(key => attributes.has(key))) return 'llm'
  if (EDGE_KEYS.some(key => attributes.has(key)) || name.startsWith('edge:')) return 'edge'
  if (TOOL_KEYS.some(key => attributes.has(key))) return 'tool'
  return isRun(span) ? 'node' : nodeKind(attributes)
}

/** In the receiver's eyes a span without a parent is the run. */
function isRun({ attributes, origin, parentSpanId }: OtlpSpan): boolean {
  if (NODE_KEYS.some(key => attributes.has(key))) return false
  const isRoot = parentSpanId === undefined && RUN_KEYS.some(key => origin.resource.has(key))
  return isRoot || RUN_KEYS.some(key => attributes.has(key))
}

function nodeKind(attributes: AttributeMap): SpanKind {
  const type = textOf(attributes, 'petalflow.node_kind', 'petalflow.node.type')
  if (type === undefined) return NODE_KEYS.some(key => attributes.has(key)) ? 'node' : 'custom'
  if (type === 'guardian') return 'guardrail'
  return DECIDING.test(type) ? 'decision' : 'node'
}

function readTool({ attributes, name }: OtlpSpan): ToolMeaning {
  return {
    toolName: textOf(attributes, ...TOOL_KEYS) ?? name,
    toolCallId: textOf(attributes, 'gen_ai.tool_use.id', 'tool.use.id', 'petalflow.tool.use_id'),
    arguments: payloadOf(attributes, 'petalflow.tool.inputs', 'tool.inputs', 'tool.input'),
    result: payloadOf(attributes, 'petalflow.tool.outputs', 'tool.outputs', 'tool.output'),
  }
}

/** PetalFlow has no span for a tool, only events on the node that ran it, and often without its name. */
function toolWithin({ events }: OtlpSpan): ToolMeaning | undefined {
  const call = events.find(event => event.name === 'tool.call')?.attributes
  const toolName = call && textOf(call, 'petalflow.tool_name')
  return toolName === undefined
    ? undefined
    : { toolName, toolCallId: undefined, arguments: undefined, result: undefined }
}

function errorOf({ attributes, statusCode, statusMessage }: OtlpSpan): string | undefined {
  if (statusCode !== 'error' || statusMessage !== '') return undefined
  return textOf(attributes, 'error.message', 'error.details', 'error.code')
}
