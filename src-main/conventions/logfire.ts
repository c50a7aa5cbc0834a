import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { readError } from './exception.ts'
import { readLogfireCall } from './logfire-call.ts'
import type { CallMeaning, SpanMeaning } from './meaning.ts'
import { sessionOf, userOf } from './session.ts'

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
  const isEmbedding = call?.operation === 'embeddings'
  return {
    convention: NAME,
    kind: call === undefined ? 'node' : isEmbedding ? 'embedding' : 'llm',
    agentName: undefined,
    sessionId: sessionOf(span),
    userId: userOf(span.attributes),
    call,
    tool: undefined,
    error: readError(span),
  }
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
