import type { SpanKind } from '#contract/span.ts'
import { isList } from '../base/json.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { CallMeaning, ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { readRequest, readResponse } from './read-body.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'
import { decode } from './tolerant-json.ts'

const NAME = 'gemini-cli'
const SCOPES: ReadonlySet<string> = new Set(['gemini-cli', 'qwen-code'])
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['llm_call', 'llm'],
  ['tool_call', 'tool'],
  ['agent_call', 'agent'],
  ['schedule_tool_calls', 'node'],
  ['user_prompt', 'node'],
  ['system_prompt', 'node'],
])

/**
 * Every span of the Gemini CLI keeps what went in and what came out as messages, also where it is no call.
 * https://github.com/google-gemini/gemini-cli
 */
export const geminiCli: Convention = {
  name: NAME,
  read(span) {
    if (!SCOPES.has(span.origin.scopeName)) return undefined
    const operation = textOf(span.attributes, 'gen_ai.operation.name') ?? span.name
    const kind = KINDS.get(operation) ?? 'custom'
    return spanMeaning(NAME, span, {
      kind,
      call:
        kind === 'llm'
          ? callMeaning({ provider: provider(span.attributes), ...loggedContent(span) })
          : undefined,
      tool: kind === 'tool' ? readTool(span) : undefined,
    })
  },
}

/** Without spans the Gemini CLI tells requests and responses in log records, as JSON in Gemini's own shape. */
function loggedContent({ events }: OtlpSpan): Partial<CallMeaning> {
  const textIn = (name: string, key: string) =>
    decode(events.find(event => event.name.endsWith(name))?.attributes.get(key))
  const request = textIn('.api_request', 'request_text')
  const response = textIn('.api_response', 'response_text')
  return {
    ...(request === undefined ? {} : readRequest(request)),
    ...(response === undefined
      ? {}
      : { output: isList(response) ? response.flatMap(readResponse) : readResponse(response) }),
  }
}

/** Nowhere told: the forks under other names serve other models. */
function provider(attributes: AttributeMap): string | undefined {
  const model = textOf(attributes, 'gen_ai.request.model')
  return model?.startsWith('gemini') ? 'google.gemini' : undefined
}

function readTool({ attributes, name }: OtlpSpan): ToolMeaning {
  return {
    toolName: textOf(attributes, 'gen_ai.tool.name') ?? name,
    toolCallId: textOf(attributes, 'gen_ai.tool.call_id', 'gen_ai.tool.call.id'),
    arguments: payloadOf(attributes, 'gen_ai.tool.call.arguments', 'gen_ai.input.messages', 'input-json'),
    result: payloadOf(attributes, 'gen_ai.tool.call.result', 'gen_ai.output.messages', 'output-json'),
  }
}
