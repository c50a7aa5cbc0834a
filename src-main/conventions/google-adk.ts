import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { afterFirstWord } from './gen-ai-tool.ts'
import { readAdkCall } from './google-adk-call.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'google-adk'
const SCOPE = 'gcp.vertex.agent'
const MERGED_TOOLS = '(merged'

const BY_FIRST_WORD: ReadonlyMap<string, SpanKind> = new Map([
  ['invocation', 'node'],
  ['invoke_workflow', 'node'],
  ['invoke_node', 'node'],
  ['compact_events', 'node'],
  ['send_data', 'node'],
  ['invoke_agent', 'agent'],
  ['agent_run', 'agent'],
  ['call_llm', 'llm'],
  ['execute_tool', 'tool'],
])

/** https://github.com/google/adk-python, both its telemetry schemas: `call_llm` alone, and without it. */
export const googleAdk: Convention = {
  name: NAME,
  read(span) {
    if (span.origin.scopeName !== SCOPE) return undefined
    const { attributes } = span
    const kind = kindOf(span)
    return spanMeaning(NAME, span, {
      kind,
      agentName: kind === 'agent' ? agentName(span) : undefined,
      call: kind === 'llm' ? readAdkCall(attributes) : undefined,
      tool: kind === 'tool' ? readTool(span) : undefined,
    })
  },
}

function kindOf({ name, attributes }: OtlpSpan): SpanKind {
  if (name.includes(MERGED_TOOLS) || attributes.get('gen_ai.tool.name') === '(merged tools)') {
    return 'node'
  }
  const firstWord = name.split(' ', 1)[0] ?? ''
  if (firstWord === 'generate_content') return generationKind(attributes)
  return BY_FIRST_WORD.get(firstWord) ?? 'custom'
}

/** In the older schema, which names no provider, it stands within a `call_llm` that tells the same call. */
function generationKind(attributes: AttributeMap): SpanKind {
  return attributes.has('gen_ai.provider.name') ? 'llm' : 'node'
}

/** Older versions write `agent_run [scout]`. */
function agentName({ name, attributes }: OtlpSpan): string | undefined {
  const told = textOf(attributes, 'gen_ai.agent.name')
  const target = afterFirstWord(name).replace(/^\[(.*)\]$/, '$1')
  return told ?? (target === name ? undefined : target)
}

function readTool({ name, attributes }: OtlpSpan): ToolMeaning {
  return {
    toolName: textOf(attributes, 'gen_ai.tool.name') ?? afterFirstWord(name),
    toolCallId: textOf(attributes, 'gen_ai.tool.call.id'),
    arguments: payloadUnlessOff(attributes, 'gcp.vertex.agent.tool_call_args'),
    result: payloadUnlessOff(attributes, 'gcp.vertex.agent.tool_response'),
  }
}

/** An empty object stands where content is not captured. */
function payloadUnlessOff(attributes: AttributeMap, key: string): string | undefined {
  const payload = payloadOf(attributes, key)
  return payload === '{}' ? undefined : payload
}
