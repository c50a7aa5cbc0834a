import type { SpanKind } from '#contract/span.ts'
import { isJsonObject } from '../base/json.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import { genAiKind } from './gen-ai-kind.ts'
import { readGenAiTool } from './gen-ai-tool.ts'
import type { CallMeaning, ReportedUsage, ToolDefinition, ToolMeaning } from './meaning.ts'
import { messageEvents } from './message-events.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { readParts } from './read-part.ts'
import { readTools } from './read-tools.ts'
import { spanMeaning } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

const NAME = 'pydantic-ai'
/** What stands on the span of an agent's run alone, where no operation is told. */
const AGENT_KEYS = ['agent_name', 'pydantic_ai.all_messages', 'all_messages_events', 'final_result']

/**
 * Pydantic AI in all versions of its instrumentation. The run of an agent repeats the sum of its calls.
 * https://pydantic.dev/docs/ai/integrations/logfire/
 */
export const pydanticAi: Convention = {
  name: NAME,
  read(span) {
    if (span.origin.scopeName !== NAME) return undefined
    const { attributes } = span
    const kind = kindOf(span)
    return spanMeaning(NAME, span, {
      kind,
      agentName: textOf(attributes, 'gen_ai.agent.name', 'agent_name'),
      call: kind === 'llm' || kind === 'embedding' ? readCall(attributes) : undefined,
      tool: kind === 'tool' ? readTool(span) : undefined,
    })
  },
}

function kindOf({ attributes, name }: OtlpSpan): SpanKind {
  if (attributes.has('gen_ai.operation.name')) return genAiKind(attributes)
  if (attributes.has('gen_ai.tool.name')) return 'tool'
  if (AGENT_KEYS.some(key => attributes.has(key))) return 'agent'
  return name.startsWith('running ') ? 'node' : genAiKind(attributes)
}

function readTool(span: OtlpSpan): ToolMeaning {
  const tool = readGenAiTool(span, span.attributes)
  return {
    ...tool,
    arguments: tool.arguments ?? payloadOf(span.attributes, 'tool_arguments'),
    result: tool.result ?? payloadOf(span.attributes, 'tool_response'),
  }
}

function readCall(attributes: AttributeMap): CallMeaning {
  const call = readGenAiCall(attributes)
  const events = messageEvents(decode(attributes.get('events')))
  const input = readMessages(decode(attributes.get('gen_ai.input.messages')), 'user')
  const output = readMessages(decode(attributes.get('gen_ai.output.messages')), 'assistant')
  return {
    ...call,
    tools: toolsOf(attributes),
    ...splitSystemPrompt(
      readParts(decode(attributes.get('gen_ai.system_instructions'))),
      input.length > 0 ? input : events.input,
    ),
    output: output.length > 0 ? output : events.output,
    finishReasons: call.finishReasons.length > 0 ? call.finishReasons : events.finishReasons,
    usage: withCacheInside(call.usage),
  }
}

function toolsOf(attributes: AttributeMap): ToolDefinition[] {
  const told = readTools(decode(attributes.get('gen_ai.tool.definitions')))
  if (told.length > 0) return told
  const request = decode(attributes.get('model_request_parameters'))
  return isJsonObject(request)
    ? [...readTools(request.function_tools), ...readTools(request.output_tools)]
    : []
}

/** It adds up the tokens of every provider the same way. */
function withCacheInside(usage: ReportedUsage | undefined): ReportedUsage | undefined {
  return usage?.inputIncludesCache === 'unsaid' ? { ...usage, inputIncludesCache: true } : usage
}
