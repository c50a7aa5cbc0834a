import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'

/** A tool execution, whether the agent, an MCP client or an MCP server reports it. */
export function readGenAiTool(span: OtlpSpan, attributes: AttributeMap): ToolMeaning {
  return {
    toolName: textOf(attributes, 'gen_ai.tool.name') ?? afterFirstWord(span.name),
    toolCallId: textOf(attributes, 'gen_ai.tool.call.id', 'gen_ai.tool.call_id'),
    arguments: payloadOf(attributes, 'gen_ai.tool.call.arguments', 'mcp.request.argument'),
    result: payloadOf(attributes, 'gen_ai.tool.call.result', 'mcp.response.value'),
  }
}

/** A search told as an exchange: what was asked, what was found. */
export function readGenAiRetrieval(span: OtlpSpan, attributes: AttributeMap): ToolMeaning {
  return {
    toolName: textOf(attributes, 'gen_ai.data_source.id', 'gen_ai.memory.store.id') ?? span.name,
    toolCallId: textOf(attributes, 'gen_ai.tool.call.id'),
    arguments: payloadOf(attributes, 'gen_ai.retrieval.query.text', 'gen_ai.memory.query.text'),
    result: payloadOf(attributes, 'gen_ai.retrieval.documents', 'gen_ai.memory.records'),
  }
}

/** Span names read "execute_tool search" or "tools/call search". */
export function afterFirstWord(name: string): string {
  const space = name.indexOf(' ')
  return space === -1 ? name : name.slice(space + 1).trim()
}
