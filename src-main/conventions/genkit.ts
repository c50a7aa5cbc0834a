import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { readGenkitCall } from './genkit-call.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'genkit'
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['model', 'llm'],
  ['embedder', 'embedding'],
  ['tool', 'tool'],
  ['tool.v2', 'tool'],
  ['retriever', 'retrieval'],
  ['reranker', 'retrieval'],
  ['agent', 'agent'],
  ['evaluator', 'decision'],
])

/**
 * Genkit's actions. The helper around a model repeats its input and output, and is a node like any other.
 * https://genkit.dev/docs/observability
 */
export const genkit: Convention = {
  name: NAME,
  read(span) {
    const { attributes } = span
    if (!attributes.has('genkit:type')) return undefined
    const kind = KINDS.get(textOf(attributes, 'genkit:metadata:subtype') ?? '') ?? 'node'
    const isExchange = kind === 'tool' || kind === 'retrieval'
    return spanMeaning(NAME, span, {
      kind,
      agentName: kind === 'agent' ? nameOf(span) : undefined,
      call: kind === 'llm' || kind === 'embedding' ? readGenkitCall(attributes, kind) : undefined,
      tool: isExchange
        ? {
            toolName: nameOf(span),
            toolCallId: undefined,
            arguments: payloadOf(attributes, 'genkit:input'),
            result: payloadOf(attributes, 'genkit:output'),
          }
        : undefined,
    })
  },
}

function nameOf({ name, attributes }: OtlpSpan): string {
  return textOf(attributes, 'genkit:name') ?? name
}
