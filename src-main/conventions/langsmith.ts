import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { readLangSmithCall } from './langsmith-call.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'
import { toolOutput } from './tool-output.ts'
import { userIn } from './user.ts'

const NAME = 'langsmith'
const METADATA = 'langsmith.metadata.'
const AGENT_INTEGRATIONS: ReadonlySet<string> = new Set(['langchain_create_agent', 'deepagents'])
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['llm', 'llm'],
  ['chain', 'node'],
  ['prompt', 'node'],
  ['parser', 'node'],
  ['tool', 'tool'],
  ['retriever', 'retrieval'],
  ['embedding', 'embedding'],
])

/**
 * LangSmith's runs as spans. Its operation names call a retriever an embedding and a prompt a chat, so its own
 * kind counts; `langsmith.trace.session_name` is a project and no session.
 * https://docs.langchain.com/langsmith/trace-with-opentelemetry
 */
export const langSmith: Convention = {
  name: NAME,
  read(span) {
    const { attributes } = span
    const told = attributes.get('langsmith.span.kind')
    if (typeof told !== 'string') return undefined
    const kind = isAgent(span) ? 'agent' : (KINDS.get(told.toLowerCase()) ?? 'custom')
    return spanMeaning(NAME, span, {
      kind,
      agentName: agentName(span, kind),
      userId: userIn(attributes, METADATA),
      call: kind === 'llm' || kind === 'embedding' ? readLangSmithCall(attributes, kind) : undefined,
      tool: kind === 'tool' || kind === 'retrieval' ? readExchange(span) : undefined,
    })
  },
}

/** The run of an agent is the chain around its graph, which is no node of the graph. */
function isAgent({ attributes }: OtlpSpan): boolean {
  const integration = textOf(attributes, 'langsmith.metadata.ls_integration') ?? ''
  const isChain = attributes.get('langsmith.span.kind') === 'chain'
  return (
    isChain && AGENT_INTEGRATIONS.has(integration) && !attributes.has('langsmith.metadata.langgraph_node')
  )
}

function agentName({ attributes, name }: OtlpSpan, kind: SpanKind): string | undefined {
  const told = textOf(attributes, 'langsmith.metadata.lc_agent_name')
  return told ?? (kind === 'agent' ? (textOf(attributes, 'langsmith.trace.name') ?? name) : undefined)
}

function readExchange({ attributes, name }: OtlpSpan): ToolMeaning {
  const output = toolOutput(payloadOf(attributes, 'gen_ai.tool.call.result', 'gen_ai.completion'))
  return {
    toolName: textOf(attributes, 'gen_ai.tool.name', 'langsmith.trace.name') ?? name,
    toolCallId: textOf(attributes, 'gen_ai.tool.call.id') ?? output.toolCallId,
    arguments: payloadOf(attributes, 'gen_ai.tool.call.arguments', 'gen_ai.prompt'),
    result: output.result,
  }
}
