import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { CallMeaning } from './meaning.ts'
import { withoutRoute } from './provider-name.ts'
import { textOf } from './read-attribute.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'
import { firstTokenInMs } from './time-to-first-token.ts'

const NAME = 'strands'
const SCOPE = 'strands.telemetry.tracer'
const FRAMEWORK = 'strands-agents'

/** The rest of the operations are those of the OpenTelemetry vocabulary. */
const OWN_OPERATIONS: ReadonlyMap<string, SpanKind> = new Map([
  ['execute_event_loop_cycle', 'node'],
  ['chat', 'llm'],
])

/**
 * What Strands adds to OpenTelemetry GenAI. A cycle of its loop repeats the messages of the calls within.
 * https://github.com/strands-agents/sdk-python
 */
export const strands: Convention = {
  name: NAME,
  read(span) {
    if (!speaks(span)) return undefined
    const kind = kindOf(span)
    return spanMeaning(NAME, span, {
      kind,
      call: kind === 'llm' ? readCall(span) : undefined,
      error: toolError(span),
    })
  },
}

function speaks({ attributes, origin }: OtlpSpan): boolean {
  return (
    origin.scopeName === SCOPE ||
    attributes.get('gen_ai.system') === FRAMEWORK ||
    attributes.get('gen_ai.provider.name') === FRAMEWORK
  )
}

/** The spans of a swarm or a graph are named after what they invoke. */
function kindOf({ name, attributes }: OtlpSpan): SpanKind {
  const operation = textOf(attributes, 'gen_ai.operation.name') ?? name
  if (/^(invoke_swarm|invoke_graph|invoke_multiagent)/.test(operation)) return 'node'
  return OWN_OPERATIONS.get(operation) ?? 'custom'
}

/** A model that is reached through LiteLLM has its route before its name. */
function readCall({ attributes }: OtlpSpan): CallMeaning {
  return callMeaning({
    requestModel: withoutRoute(textOf(attributes, 'gen_ai.request.model')),
    timeToFirstTokenNs: firstTokenInMs(attributes, 'gen_ai.server.time_to_first_token'),
  })
}

/** A tool that answers with an error ran well, so the status of its span is no help. */
function toolError({ attributes }: OtlpSpan): string | undefined {
  return attributes.get('gen_ai.tool.status') === 'error' ? 'The tool answered with an error' : undefined
}
