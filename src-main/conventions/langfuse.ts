import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { functionArguments } from './function-arguments.ts'
import { readLangfuseCall } from './langfuse-call.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'
import { toolOutput } from './tool-output.ts'

const NAME = 'langfuse'
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['generation', 'llm'],
  ['embedding', 'embedding'],
  ['agent', 'agent'],
  ['tool', 'tool'],
  ['retriever', 'retrieval'],
  ['guardrail', 'guardrail'],
  ['evaluator', 'decision'],
  ['chain', 'node'],
  ['span', 'node'],
  ['event', 'node'],
])

/** Langfuse's observations. https://langfuse.com/integrations/native/opentelemetry */
export const langfuse: Convention = {
  name: NAME,
  read(span) {
    const { attributes } = span
    const told = attributes.get('langfuse.observation.type')
    if (typeof told !== 'string') return undefined
    const kind = kindOf(attributes, told)
    return spanMeaning(NAME, span, {
      kind,
      agentName: kind === 'agent' ? span.name : undefined,
      userId: textOf(attributes, 'langfuse.user.id'),
      call: kind === 'llm' || kind === 'embedding' ? readLangfuseCall(span, kind) : undefined,
      tool: kind === 'tool' || kind === 'retrieval' ? readExchange(span) : undefined,
      error: levelError(attributes),
    })
  },
}

/** Early versions of the SDK call a generation a span, but only a generation has a model. */
function kindOf(attributes: AttributeMap, told: string): SpanKind {
  if (told === 'span' && attributes.has('langfuse.observation.model.name')) return 'llm'
  return KINDS.get(told.toLowerCase()) ?? 'custom'
}

function readExchange({ attributes, name }: OtlpSpan): ToolMeaning {
  const output = toolOutput(payloadOf(attributes, 'langfuse.observation.output'))
  return {
    toolName: name,
    toolCallId: textOf(attributes, 'gen_ai.tool.call.id') ?? output.toolCallId,
    arguments: functionArguments(payloadOf(attributes, 'langfuse.observation.input')),
    result: output.result,
  }
}

function levelError(attributes: AttributeMap): string | undefined {
  if (attributes.get('langfuse.observation.level') !== 'ERROR') return undefined
  return textOf(attributes, 'langfuse.observation.status_message')
}
