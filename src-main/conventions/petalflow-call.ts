import { isList } from '../base/json.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { finishReasonsOf } from './finish-reason.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import { goToolCalls, readGoMessages } from './go-message.ts'
import type { CallMeaning, Message } from './meaning.ts'
import { countOf, dollarsOf, textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { textPart } from './read-part.ts'
import { readTools } from './read-tools.ts'
import { usageFrom } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { firstTokenInMs } from './time-to-first-token.ts'
import { decode } from './tolerant-json.ts'

export function readPetalFlowCall(attributes: AttributeMap): CallMeaning {
  const call = readGenAiCall(attributes)
  return {
    ...call,
    operation: call.operation ?? 'chat',
    responseId: call.responseId ?? textOf(attributes, 'petalflow.llm.request_id'),
    tools: readTools(decode(attributes.get('gen_ai.request.tools'))),
    ...readPrompt(attributes),
    output: readAnswer(attributes),
    finishReasons:
      call.finishReasons.length > 0 ? call.finishReasons : finishReasonsOf(attributes, 'gen_ai.stop_reason'),
    usage: usageFrom(
      {
        ...call.usage,
        cacheReadTokens: call.usage?.cacheReadTokens ?? cacheCount(attributes, 'read'),
        cacheWriteTokens: call.usage?.cacheWriteTokens ?? cacheCount(attributes, 'creation'),
      },
      call.usage?.inputIncludesCache ?? 'unsaid',
    ),
    reportedCostUsd: dollarsOf(attributes, 'petalflow.llm.cost_usd') ?? call.reportedCostUsd,
    timeToFirstTokenNs: firstTokenInMs(
      attributes,
      'petalflow.llm.ttft_ms',
      'gen_ai.latency.time_to_first_token_ms',
    ),
  }
}

function cacheCount(attributes: AttributeMap, what: 'read' | 'creation'): number | undefined {
  return countOf(attributes, `petalflow.llm.cache_${what}_tokens`, `petalflow.llm.cache_${what}_input_tokens`)
}

/** `gen_ai.prompt` is the whole prompt in one vocabulary, and the system prompt beside the messages in another. */
function readPrompt(attributes: AttributeMap): Pick<CallMeaning, 'system' | 'input'> {
  const messages = readGoMessages(
    decode(attributes.get('petalflow.llm.messages') ?? attributes.get('gen_ai.messages')),
  )
  const prompt = decode(attributes.get('gen_ai.prompt'))
  const isPrompt = messages.length === 0 || isList(prompt)
  const system = textOf(attributes, 'petalflow.llm.system_prompt', 'gen_ai.system_prompt')
  const stated = textPart(system ?? (isPrompt || typeof prompt !== 'string' ? undefined : prompt))
  const input = messages.length > 0 ? messages : readGoMessages(prompt)
  return splitSystemPrompt(stated === undefined ? [] : [stated], input)
}

function readAnswer(attributes: AttributeMap): Message[] {
  const text = textOf(attributes, 'petalflow.llm.completion', 'gen_ai.completion')
  const calls = goToolCalls(decode(attributes.get('petalflow.llm.tool_calls')))
  return readMessages({ role: 'assistant', content: text ?? null, tool_calls: calls }, 'assistant')
}
