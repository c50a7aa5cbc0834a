import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'

const BY_OPERATION: ReadonlyMap<string, SpanKind> = new Map([
  ['chat', 'llm'],
  ['text_completion', 'llm'],
  ['completion', 'llm'],
  ['generate_content', 'llm'],
  ['fetch_response', 'llm'],
  ['chat.completions', 'llm'],
  ['chat.streaming_completions', 'llm'],
  ['text.completions', 'llm'],
  ['text.streaming_completions', 'llm'],
  ['llm_call', 'llm'],
  ['llm_request', 'llm'],
  ['embeddings', 'embedding'],
  ['embedding', 'embedding'],
  ['retrieval', 'retrieval'],
  ['rerank', 'retrieval'],
  ['search_memory', 'retrieval'],
  ['execute_tool', 'tool'],
  ['tool_call', 'tool'],
  ['invoke_agent', 'agent'],
  ['create_agent', 'agent'],
  ['agent_call', 'agent'],
  ['invoke_workflow', 'node'],
  ['execute_task', 'node'],
  ['agent_step', 'node'],
  ['plan', 'node'],
  ['invoke_node', 'node'],
  ['schedule_tool_calls', 'node'],
  ['user_prompt', 'node'],
  ['system_prompt', 'node'],
  ['create_memory', 'node'],
  ['update_memory', 'node'],
  ['upsert_memory', 'node'],
  ['delete_memory', 'node'],
  ['create_memory_store', 'node'],
  ['delete_memory_store', 'node'],
  ['guardrail.run', 'guardrail'],
])

const CALL_KEYS = [
  'gen_ai.request.model',
  'gen_ai.response.model',
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.prompt_tokens',
]

/** What the span did, from its operation or else from what it carries. */
export function genAiKind(attributes: AttributeMap): SpanKind {
  const operation = attributes.get('gen_ai.operation.name')
  const byOperation = typeof operation === 'string' ? BY_OPERATION.get(operation.toLowerCase()) : undefined
  if (byOperation !== undefined) return byOperation
  if (attributes.has('mcp.method.name')) {
    return attributes.get('mcp.method.name') === 'tools/call' ? 'tool' : 'custom'
  }
  if (CALL_KEYS.some(key => attributes.has(key))) return 'llm'
  if (attributes.has('gen_ai.tool.name') && attributes.has('gen_ai.tool.call.id')) return 'tool'
  return attributes.has('gen_ai.workflow.name') ? 'node' : 'custom'
}
