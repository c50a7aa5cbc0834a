import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { CallMeaning } from './meaning.ts'
import { providerName } from './provider-name.ts'
import { countOf, dollarsOf, textOf } from './read-attribute.ts'
import { callMeaning, spanMeaning, usageFrom } from './span-meaning.ts'

const NAME = 'agenttrace'
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['llm_call', 'llm'],
  ['tool_call', 'tool'],
  ['decision', 'decision'],
  ['retrieval', 'retrieval'],
  ['custom', 'custom'],
])

/**
 * AgentTrace in the dialect of its SDK, which tells neither model nor content, and in that of its server.
 * https://github.com/FishRaposo/agenttrace
 */
export const agentTrace: Convention = {
  name: NAME,
  read(span) {
    const { attributes, name } = span
    const kind = kindOf(span)
    if (kind === undefined) return undefined
    const hasExchange = kind === 'tool' || kind === 'retrieval'
    return spanMeaning(NAME, span, {
      kind,
      call: kind === 'llm' ? readCall(span) : undefined,
      tool: hasExchange
        ? { toolName: name, toolCallId: undefined, arguments: undefined, result: undefined }
        : undefined,
      error: span.statusMessage === '' ? textOf(attributes, 'error.message') : undefined,
    })
  },
}

function kindOf({ attributes }: OtlpSpan): SpanKind | undefined {
  const sdkType = attributes.has('span.status') ? attributes.get('span.type') : undefined
  const type = attributes.get('agenttrace.span_type') ?? sdkType
  if (typeof type === 'string') return KINDS.get(type)
  return attributes.has('run.status') && attributes.has('run.name') ? 'node' : undefined
}

/** A sum of tokens is no count of any kind of them, so what the SDK calls `tokens.total` stays raw. */
function readCall(span: OtlpSpan): CallMeaning {
  const { attributes } = span
  const requestModel = textOf(attributes, 'llm.model') ?? modelInName(span.name)
  return callMeaning({
    operation: 'chat',
    provider: providerName(textOf(attributes, 'llm.provider'), requestModel),
    requestModel,
    usage: usageFrom(
      {
        inputTokens: countOf(attributes, 'llm.usage.prompt_tokens'),
        outputTokens: countOf(attributes, 'llm.usage.completion_tokens'),
      },
      'unsaid',
    ),
    reportedCostUsd: dollarsOf(attributes, 'agenttrace.cost_usd', 'cost.usd'),
  })
}

/** The SDK names the span of a call after the model and the function; models have colons, functions do not. */
function modelInName(name: string): string | undefined {
  const colon = name.lastIndexOf(':')
  return colon > 0 ? name.slice(0, colon) : undefined
}
