import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { readClaudeCodeLogs } from './claude-code-logs.ts'
import { finishReason, finishReasonsOf } from './finish-reason.ts'
import type { CallMeaning } from './meaning.ts'
import { providerName } from './provider-name.ts'
import { countOf, textOf } from './read-attribute.ts'
import { callMeaning, usageFrom } from './span-meaning.ts'
import { firstTokenInMs } from './time-to-first-token.ts'

/** The counts are Anthropic's own, cached tokens beside the input; those who copy the names may count otherwise. */
export function readClaudeCodeCall(span: OtlpSpan): CallMeaning {
  const { name, attributes } = span
  const requestModel = textOf(attributes, 'gen_ai.request.model', 'model')
  const speed = textOf(attributes, 'speed')
  const stopReason = textOf(attributes, 'stop_reason')
  return callMeaning({
    operation: 'chat',
    provider: providerName(textOf(attributes, 'gen_ai.system', 'gen_ai.provider.name'), requestModel),
    requestModel,
    responseModel: textOf(attributes, 'gen_ai.response.model'),
    responseId: textOf(attributes, 'gen_ai.response.id', 'request_id'),
    parameters: speed === undefined ? {} : { speed },
    finishReasons:
      stopReason === undefined
        ? finishReasonsOf(attributes, 'gen_ai.response.finish_reasons')
        : [finishReason(stopReason)],
    usage: usageFrom(
      {
        inputTokens: countOf(attributes, 'input_tokens'),
        outputTokens: countOf(attributes, 'output_tokens'),
        cacheReadTokens: countOf(attributes, 'cache_read_tokens'),
        cacheWriteTokens: countOf(attributes, 'cache_creation_tokens'),
      },
      name.startsWith('claude_code.') ? false : 'unsaid',
    ),
    timeToFirstTokenNs: firstTokenInMs(attributes, 'ttft_ms'),
    ...readClaudeCodeLogs(span),
  })
}
