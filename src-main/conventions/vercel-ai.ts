import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'
import { userIn } from './user.ts'
import { readVercelCall, readVercelEmbedding } from './vercel-ai-call.ts'

const NAME = 'vercel-ai'
const METADATA = 'ai.telemetry.metadata.'
/** The tracer of version 7, which otherwise speaks the GenAI conventions. */
const SCOPE_SINCE_7 = 'gen_ai'
const AGENT_OPERATIONS: ReadonlySet<string> = new Set(['ai.generateText', 'ai.streamText'])

/**
 * The AI SDK to version 6. The outer operation repeats what its provider calls tell, so that only they count.
 * https://ai-sdk.dev/docs/ai-sdk-core/telemetry
 */
export const vercelAi: Convention = {
  name: NAME,
  read(span) {
    const { attributes } = span
    const operation = attributes.get('ai.operationId')
    if (typeof operation !== 'string') {
      return isOuterEmbedding(span) ? spanMeaning(NAME, span, { kind: 'node' }) : undefined
    }
    const kind = kindOf(operation)
    return spanMeaning(NAME, span, {
      kind,
      agentName: kind === 'agent' ? textOf(attributes, 'ai.telemetry.functionId') : undefined,
      userId: userIn(attributes, METADATA),
      call: readCall(attributes, kind),
      tool: kind === 'tool' ? readTool(attributes) : undefined,
    })
  },
}

function kindOf(operation: string): SpanKind {
  if (operation === 'ai.toolCall') return 'tool'
  if (operation.endsWith('.doGenerate') || operation.endsWith('.doStream')) return 'llm'
  if (operation.endsWith('.doEmbed')) return 'embedding'
  if (operation.endsWith('.doRerank')) return 'retrieval'
  return AGENT_OPERATIONS.has(operation) ? 'agent' : 'node'
}

function readCall(attributes: AttributeMap, kind: SpanKind) {
  if (kind === 'llm') return readVercelCall(attributes)
  return kind === 'embedding' ? readVercelEmbedding(attributes) : undefined
}

function readTool(attributes: AttributeMap): ToolMeaning {
  return {
    toolName: textOf(attributes, 'ai.toolCall.name') ?? 'unknown',
    toolCallId: textOf(attributes, 'ai.toolCall.id'),
    arguments: payloadOf(attributes, 'ai.toolCall.args', 'ai.toolCall.input'),
    result: payloadOf(attributes, 'ai.toolCall.result', 'ai.toolCall.output'),
  }
}

/** Version 7 gives the operation and the provider call within it the same name; only the call has usage. */
function isOuterEmbedding({ attributes, origin }: OtlpSpan): boolean {
  return (
    origin.scopeName === SCOPE_SINCE_7 &&
    attributes.get('gen_ai.operation.name') === 'embeddings' &&
    !attributes.has('gen_ai.usage.input_tokens')
  )
}
