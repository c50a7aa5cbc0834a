import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { readLiteLlmCall } from './litellm-call.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'litellm'
const OWN_KEYS = ['litellm.call_id', 'litellm.cost.total']
/** Says the call around it once more, in the provider's own words. */
const REPETITION = 'raw_gen_ai_request'

/**
 * What LiteLLM adds to OpenTelemetry GenAI in both generations of its spans: costs, and tools in keys of its own.
 * https://docs.litellm.ai/docs/observability/opentelemetry_integration
 */
export const litellm: Convention = {
  name: NAME,
  read(span) {
    if (!speaks(span)) return undefined
    const { attributes } = span
    const kind = kindOf(span)
    return spanMeaning(NAME, span, {
      kind,
      userId: textOf(attributes, 'litellm.end_user.id', 'metadata.user_api_key_end_user_id'),
      call: kind === 'llm' ? readLiteLlmCall(attributes) : undefined,
      error: span.statusMessage === '' ? textOf(attributes, 'error.message') : undefined,
    })
  },
}

function speaks({ attributes, origin }: OtlpSpan): boolean {
  return origin.scopeName.startsWith('litellm') || OWN_KEYS.some(key => attributes.has(key))
}

function kindOf({ name, attributes }: OtlpSpan): SpanKind {
  if (name === REPETITION) return 'node'
  if (attributes.has('litellm.guardrail.name') || name.startsWith('guardrail')) return 'guardrail'
  const isEmbedding = attributes.get('gen_ai.operation.name') === 'embeddings'
  return attributes.has('gen_ai.request.model') && !isEmbedding ? 'llm' : 'custom'
}
