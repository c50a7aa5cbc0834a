import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { readPrelaCall } from './prela-call.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'prela'
const SCOPE = 'prela'

/** The exporter leaves the type of a span out, so its name or else what it carries tells the kind. */
const BY_NAME: readonly (readonly [RegExp, SpanKind])[] = [
  [/^langchain\.llm\.|^(openai\.(chat\.)?completions|anthropic\.messages)\.|^llm\./, 'llm'],
  [/^openai\.embeddings\./, 'embedding'],
  [/^(langchain\.tool|tool)\./, 'tool'],
  [/^langchain\.retriever\.|^retrieval$/, 'retrieval'],
  [/^(crewai|autogen)\.agent\.|^swarm\.run\./, 'agent'],
  [/^(langchain\.chain|crewai|autogen|langgraph|n8n)\./, 'node'],
]
const BY_KEY: readonly (readonly [string, SpanKind])[] = [
  ['embedding.model', 'embedding'],
  ['embedding.input_count', 'embedding'],
  ['llm.model', 'llm'],
  ['llm.vendor', 'llm'],
  ['tool.name', 'tool'],
  ['retrieval.query', 'retrieval'],
  ['retriever.query', 'retrieval'],
  ['query.input', 'node'],
  ['synthesis.query', 'node'],
  ['agent.name', 'agent'],
]

/** https://docs.prela.dev/concepts/tracing */
export const prela: Convention = {
  name: NAME,
  read(span) {
    if (span.origin.scopeName !== SCOPE) return undefined
    const kind = kindOf(span)
    return spanMeaning(NAME, span, {
      kind,
      agentName: textOf(span.attributes, 'agent.name') ?? undefined,
      call: kind === 'llm' || kind === 'embedding' ? readPrelaCall(span, kind) : undefined,
      tool: readExchange(span, kind),
      error: span.statusMessage === '' ? textOf(span.attributes, 'error.message', 'tool.error') : undefined,
    })
  },
}

function kindOf({ name, attributes }: OtlpSpan): SpanKind {
  return (
    BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ??
    BY_KEY.find(([key]) => attributes.has(key))?.[1] ??
    'custom'
  )
}

function readExchange(span: OtlpSpan, kind: SpanKind): ToolMeaning | undefined {
  if (kind === 'tool') return readTool(span)
  return kind === 'retrieval' ? readRetrieval(span) : undefined
}

/** The documents tell of events for call and result; the SDK writes attributes. */
function readTool({ name, attributes, events }: OtlpSpan): ToolMeaning {
  const call = events.find(event => event.name === 'tool.call')?.attributes
  const result = events.find(event => event.name === 'tool.result')?.attributes
  return {
    toolName: textOf(attributes, 'tool.name') ?? name.replace(/^(langchain\.)?tool\./, ''),
    toolCallId: undefined,
    arguments:
      payloadOf(attributes, 'tool.arguments', 'tool.input') ??
      (call && payloadOf(call, 'arguments', 'input')),
    result: payloadOf(attributes, 'tool.output') ?? (result && payloadOf(result, 'result', 'output')),
  }
}

function readRetrieval({ name, attributes }: OtlpSpan): ToolMeaning {
  const documents = documentsIn(attributes)
  return {
    toolName: textOf(attributes, 'retrieval.type') ?? name.replace(/^langchain\.retriever\./, ''),
    toolCallId: undefined,
    arguments: payloadOf(attributes, 'retriever.query', 'retrieval.query'),
    result: documents.length === 0 ? undefined : documents.join('\n\n'),
  }
}

function documentsIn(attributes: AttributeMap): string[] {
  const documents: string[] = []
  for (let index = 0; ; index += 1) {
    const text = textOf(attributes, `retriever.doc.${index}.content`, `retrieval.node.${index}.text`)
    if (text === undefined) return documents
    documents.push(text)
  }
}
