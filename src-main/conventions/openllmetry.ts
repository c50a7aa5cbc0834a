import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { functionArguments } from './function-arguments.ts'
import { genAiKind } from './gen-ai-kind.ts'
import type { ToolMeaning } from './meaning.ts'
import { readOpenLlmetryCall } from './openllmetry-call.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'
import { userIn } from './user.ts'

const NAME = 'openllmetry'
const ASSOCIATION = 'traceloop.association.properties.'
const BY_SPAN_KIND: ReadonlyMap<string, SpanKind> = new Map([
  ['workflow', 'node'],
  ['task', 'node'],
  ['session', 'node'],
  ['agent', 'agent'],
  ['tool', 'tool'],
])
const BY_REQUEST_TYPE: ReadonlyMap<string, SpanKind> = new Map([
  ['chat', 'llm'],
  ['completion', 'llm'],
  ['embedding', 'embedding'],
  ['rerank', 'retrieval'],
])

/**
 * Traceloop's instrumentations: the dialect with flattened prompts, and what they add to the GenAI conventions.
 * https://github.com/traceloop/openllmetry
 */
export const openLlmetry: Convention = {
  name: NAME,
  read(span) {
    const { attributes } = span
    if (!speaks(attributes)) return undefined
    const kind = kindOf(attributes)
    return spanMeaning(NAME, span, {
      kind,
      agentName: agentName(attributes, kind),
      userId: userIn(attributes, ASSOCIATION) ?? textOf(attributes, 'llm.user', 'gen_ai.user'),
      call: kind === 'llm' || kind === 'embedding' ? readOpenLlmetryCall(span, kind) : undefined,
      tool: kind === 'tool' ? readTool(span) : undefined,
    })
  },
}

/** Written out, because this is asked of every span there is. */
function speaks(attributes: AttributeMap): boolean {
  return (
    attributes.has('traceloop.span.kind') ||
    attributes.has('llm.request.type') ||
    attributes.has('traceloop.workflow.name') ||
    attributes.has('gen_ai.prompt.0.role') ||
    attributes.has('gen_ai.is_streaming')
  )
}

function kindOf(attributes: AttributeMap): SpanKind {
  const spanKind = BY_SPAN_KIND.get(lowerText(attributes, 'traceloop.span.kind'))
  const requestType = BY_REQUEST_TYPE.get(lowerText(attributes, 'llm.request.type'))
  if (spanKind !== undefined || requestType !== undefined) return spanKind ?? requestType ?? 'custom'
  const kind = genAiKind(attributes)
  const hasMessages = attributes.has('gen_ai.prompt.0.role') || attributes.has('gen_ai.completion.0.role')
  return kind === 'custom' && hasMessages ? 'llm' : kind
}

function lowerText(attributes: AttributeMap, key: string): string {
  return textOf(attributes, key)?.toLowerCase() ?? ''
}

function agentName(attributes: AttributeMap, kind: SpanKind): string | undefined {
  const told = textOf(attributes, 'gen_ai.agent.name')
  return told ?? (kind === 'agent' ? textOf(attributes, 'traceloop.entity.name') : undefined)
}

function readTool({ attributes, name }: OtlpSpan): ToolMeaning {
  return {
    toolName: textOf(attributes, 'gen_ai.tool.name', 'traceloop.entity.name') ?? name.replace(/\.tool$/, ''),
    toolCallId: textOf(attributes, 'gen_ai.tool.call.id'),
    arguments:
      payloadOf(attributes, 'gen_ai.tool.call.arguments') ??
      functionArguments(payloadOf(attributes, 'traceloop.entity.input')),
    result: payloadOf(attributes, 'gen_ai.tool.call.result', 'traceloop.entity.output'),
  }
}
