import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import type { CallMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { countOf, textOf } from './read-attribute.ts'
import { spanMeaning, usageFrom } from './span-meaning.ts'

const NAME = 'codex'
const SERVICE = /^codex/
/** Spans of this name are put together from log records. */
const LOGGED_TURN = 'codex.turn'
const LOGGED_CALL = 'codex.response'
const LOGGED = /^codex\.(turn|response|tool)$/
const OWN_COUNTS = ['codex.usage.total_tokens', 'codex.usage.reasoning_output_tokens']

/**
 * The Codex CLI traces functions of its program. The one that handles a response names the tool the model asked
 * for beside the tokens, so tokens make a call, whatever else is there. https://github.com/openai/codex
 */
export const codex: Convention = {
  name: NAME,
  read(span) {
    if (!speaks(span)) return undefined
    const { attributes } = span
    if (attributes.has('gen_ai.usage.input_tokens') || span.name === LOGGED_CALL) {
      return spanMeaning(NAME, span, { kind: 'llm', call: readCall(span) })
    }
    if (span.name === LOGGED_TURN) return spanMeaning(NAME, span, { kind: 'agent', agentName: NAME })
    const toolName = textOf(attributes, 'tool_name')
    const toolCallId = textOf(attributes, 'call_id')
    if (toolName === undefined || toolCallId === undefined) return spanMeaning(NAME, span, { kind: 'custom' })
    const args = payloadOf(attributes, 'arguments')
    const result = payloadOf(attributes, 'output')
    return spanMeaning(NAME, span, {
      kind: 'tool',
      tool: { toolName, toolCallId, arguments: args, result },
    })
  },
}

function speaks({ name, attributes, origin }: OtlpSpan): boolean {
  const service = origin.resource.get('service.name')
  const isCodex = (typeof service === 'string' && SERVICE.test(service)) || LOGGED.test(name)
  return isCodex || OWN_COUNTS.some(key => attributes.has(key))
}

function readCall({ attributes }: OtlpSpan): CallMeaning {
  const call = readGenAiCall(attributes)
  const model = call.requestModel ?? textOf(attributes, 'model', 'slug')
  return {
    ...call,
    operation: call.operation ?? 'chat',
    provider: call.provider ?? 'openai',
    requestModel: model,
    usage: usageFrom(
      {
        ...call.usage,
        reasoningTokens: countOf(attributes, 'codex.usage.reasoning_output_tokens'),
      },
      true,
    ),
  }
}
