import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Convention } from './convention.ts'
import { readError } from './exception.ts'
import type { CallMeaning, ToolMeaning } from './meaning.ts'
import { readOpenInferenceCall } from './openinference-call.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { decodeText, toJson } from './tolerant-json.ts'
import { type Branch, branchAt, itemsAt, unflatten } from './unflatten.ts'
import { userOf } from './user.ts'

const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['LLM', 'llm'],
  ['EMBEDDING', 'embedding'],
  ['CHAIN', 'node'],
  ['PROMPT', 'node'],
  ['RETRIEVER', 'retrieval'],
  ['RERANKER', 'retrieval'],
  ['TOOL', 'tool'],
  ['AGENT', 'agent'],
  ['GUARDRAIL', 'guardrail'],
  ['EVALUATOR', 'decision'],
])

/** https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md */
export const openInference: Convention = {
  name: 'openinference',
  read(span) {
    const { attributes } = span
    const kind = kindOf(span)
    if (kind === undefined) return undefined
    return {
      convention: 'openinference',
      kind,
      agentName: agentName(span, kind),
      userId: userOf(attributes),
      call: readCall(span, kind),
      tool: readExchange(span, kind),
      error: readError(span),
    }
  },
}

/** LlamaIndex calls every method of a model's class LLM; a private one only prepares the call that follows. */
const PRIVATE_METHOD = /\._\w+$/

function kindOf({ attributes, name }: OtlpSpan): SpanKind | undefined {
  const told = attributes.get('openinference.span.kind')
  if (told === 'LLM' && PRIVATE_METHOD.test(name)) return 'node'
  if (typeof told === 'string') return KINDS.get(told.toUpperCase()) ?? 'custom'
  return attributes.has('llm.model_name') || attributes.has('llm.token_count.prompt') ? 'llm' : undefined
}

function agentName(span: OtlpSpan, kind: SpanKind): string | undefined {
  const told = textOf(span.attributes, 'agent.name')
  return told ?? (kind === 'agent' ? (textOf(span.attributes, 'graph.node.name') ?? span.name) : undefined)
}

function readCall(span: OtlpSpan, kind: SpanKind): CallMeaning | undefined {
  if (kind === 'llm') return readOpenInferenceCall(span, 'chat')
  return kind === 'embedding' ? readOpenInferenceCall(span, 'embeddings') : undefined
}

function readExchange(span: OtlpSpan, kind: SpanKind): ToolMeaning | undefined {
  if (kind === 'tool') return readTool(span)
  return kind === 'retrieval' ? readRetrieval(span) : undefined
}

/** `tool.parameters` is the schema with some producers and the arguments with others, so the input comes first. */
function readTool({ attributes, name }: OtlpSpan): ToolMeaning {
  return {
    toolName: textOf(attributes, 'tool.name') ?? name,
    toolCallId: textOf(attributes, 'tool_call.id', 'tool.id'),
    arguments: payloadOf(attributes, 'input.value', 'tool.parameters'),
    result: payloadOf(attributes, 'output.value'),
  }
}

function readRetrieval({ attributes, name }: OtlpSpan): ToolMeaning {
  const lists = unflatten(attributes, ['retrieval.documents.', 'reranker.output_documents.'])
  const documents = [
    ...itemsAt(lists, 'retrieval', 'documents'),
    ...itemsAt(lists, 'reranker', 'output_documents'),
  ]
  return {
    toolName: textOf(attributes, 'reranker.model_name') ?? name,
    toolCallId: undefined,
    arguments: payloadOf(attributes, 'reranker.query', 'input.value'),
    result:
      documents.length > 0
        ? canonicalJson(documents.map(readDocument))
        : payloadOf(attributes, 'output.value'),
  }
}

function readDocument(item: Branch) {
  const fields = [...(branchAt(item, 'document')?.children ?? [])]
  return Object.fromEntries(
    fields.flatMap(([name, { value }]) => {
      if (value === undefined) return []
      const told = toJson(value)
      return [[name, name === 'metadata' ? decodeText(told) : told] as const]
    }),
  )
}
