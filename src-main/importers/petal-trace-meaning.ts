import { isJsonObject, isList, type JsonObject } from '../base/json.ts'
import { anyField, numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import { inclusiveInput } from './inclusive-input.ts'
import { type Attributes, attributeOf } from './make-span.ts'
import { messagesText, textPart } from './messages.ts'

const MS_PER_SECOND = 1000

/** What a span is, from the one of its four parts that is there. */
export function petalTraceMeaning(span: JsonObject): Attributes {
  const [llm, tool, edge, node] = ['llm', 'tool', 'edge', 'node'].map(name => objectField(span, name))
  return {
    ...(node && nodeAttributes(node)),
    ...(edge && edgeAttributes(edge)),
    ...(tool && toolAttributes(tool)),
    ...(llm && llmAttributes(llm)),
  }
}

function nodeAttributes(node: JsonObject): Attributes {
  return {
    'petalflow.node.id': textField(node, 'node_id'),
    'petalflow.node.type': textField(node, 'node_type'),
    'petalflow.node.inputs': attributeOf(node.inputs),
    'petalflow.node.outputs': attributeOf(node.outputs),
    'petalflow.node.config': attributeOf(node.config),
    'petalflow.node.retry_count': numberField(node, 'retry_count'),
  }
}

function edgeAttributes(edge: JsonObject): Attributes {
  return Object.fromEntries(
    Object.entries(edge).map(([key, value]) => [`petalflow.edge.${key}`, attributeOf(value)]),
  )
}

function toolAttributes(tool: JsonObject): Attributes {
  return {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': textField(tool, 'tool_name', 'action_name'),
    'gen_ai.tool.call.id': textField(tool, 'tool_use_id'),
    'gen_ai.tool.call.arguments': attributeOf(tool.inputs),
    'gen_ai.tool.call.result': attributeOf(tool.outputs),
    'petalflow.tool.name': textField(tool, 'tool_name', 'action_name'),
    'petalflow.tool.use_id': textField(tool, 'tool_use_id'),
    'petalflow.tool.inputs': attributeOf(tool.inputs),
    'petalflow.tool.outputs': attributeOf(tool.outputs),
    'petalflow.tool.action': textField(tool, 'action_name'),
    'petalflow.tool.origin': textField(tool, 'origin'),
    'petalflow.tool.invoked_by': textField(tool, 'invoked_by'),
  }
}

function llmAttributes(llm: JsonObject): Attributes {
  const tokens = objectField(llm, 'tokens')
  const completion = objectField(llm, 'completion')
  const system = textField(llm, 'system_prompt')
  const stop = textField(llm, 'stop_reason')
  const firstTokenMs = numberField(llm, 'ttft_ms')
  const provider = textField(llm, 'provider')
  const cacheRead = numberField(llm, 'cache_read_tokens')
  const cacheWrite = numberField(llm, 'cache_creation_tokens')
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider,
    'gen_ai.request.model': textField(llm, 'model'),
    'gen_ai.response.id': textField(llm, 'request_id'),
    'gen_ai.request.temperature': numberField(llm, 'temperature'),
    'gen_ai.request.max_tokens': numberField(llm, 'max_tokens'),
    'gen_ai.system_instructions': system === undefined ? undefined : JSON.stringify([textPart(system)]),
    'gen_ai.tool.definitions': attributeOf(llm.tool_definitions),
    'gen_ai.input.messages': messagesText('user', objectsField(llm, 'messages').map(withToolResults)),
    'gen_ai.output.messages': answerText(completion),
    'gen_ai.response.finish_reasons': stop === undefined ? undefined : [stop],
    'gen_ai.response.time_to_first_chunk':
      firstTokenMs === undefined ? undefined : firstTokenMs / MS_PER_SECOND,
    'gen_ai.usage.input_tokens': inclusiveInput(provider, numberField(tokens, 'input_tokens'), [
      cacheRead,
      cacheWrite,
    ]),
    'gen_ai.usage.output_tokens': numberField(tokens, 'output_tokens'),
    'gen_ai.usage.cache_read.input_tokens': cacheRead,
    'gen_ai.usage.cache_write.input_tokens': cacheWrite,
    'gen_ai.usage.cost': numberField(tokens, 'cost_estimate'),
    'petaltrace.total_latency_ms': numberField(llm, 'total_latency_ms'),
  }
}

/** A block with the result of a tool keeps it as its text. */
function withToolResults(message: JsonObject): JsonObject {
  const { content } = message
  if (!isList(content)) return message
  return {
    ...message,
    content: content.map(block =>
      isJsonObject(block) && block.type === 'tool_result' ? { ...block, content: block.text ?? null } : block,
    ),
  }
}

/** The blocks where there are any: the text beside them is only a part of them. */
function answerText(completion: JsonObject | undefined): string | undefined {
  const content = anyField(completion, 'content', 'text_content')
  if (content === undefined) return undefined
  return typeof content === 'string'
    ? messagesText('assistant', content)
    : JSON.stringify([{ role: 'assistant', content }])
}
