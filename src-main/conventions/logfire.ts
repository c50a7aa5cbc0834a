import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { readLogfireCall } from './logfire-call.ts'
import type { CallMeaning, SpanMeaning } from './meaning.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'logfire'

/**
 * Logfire around a provider's client: the request and the response as they went over the wire.
 * https://pydantic.dev/docs/logfire/integrations/llms/openai/
 */
export const logfire: Convention = {
  name: NAME,
  read(span) {
    const type = span.attributes.get('logfire.span_type')
    if (type === undefined) return undefined
    if (type === 'pending_span') return meaningOf(span, undefined)
    if (!span.attributes.has('request_data')) return undefined
    return meaningOf(span, isStreamRequest(span) ? undefined : readLogfireCall(span.attributes))
  },
}

/** Without a call it is a node: a span that only announces what another one tells whole. */
function meaningOf(span: OtlpSpan, call: CallMeaning | undefined): SpanMeaning {
  if (call === undefined) return spanMeaning(NAME, span, { kind: 'node' })
  return spanMeaning(NAME, span, { kind: call.operation === 'embeddings' ? 'embedding' : 'llm', call })
}

/** A streamed answer comes on a log of its own that repeats the request, so that only the log counts. */
function isStreamRequest({ attributes, statusCode }: OtlpSpan): boolean {
  return (
    attributes.get('logfire.span_type') === 'span' &&
    statusCode !== 'error' &&
    !attributes.has('response_data') &&
    !attributes.has('gen_ai.response.id') &&
    !attributes.has('gen_ai.usage.input_tokens')
  )
}
