import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { numberOf, textOf } from './read-attribute.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'
import { firstTokenInMs, firstTokenInSeconds } from './time-to-first-token.ts'

const NAME = 'copilot'
const SERVICES: ReadonlySet<string> = new Set(['copilot-chat', 'github-copilot'])
const SCOPES: ReadonlySet<string> = new Set(['copilot-chat', 'github.copilot'])
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['chat', 'llm'],
  ['invoke_agent', 'agent'],
  ['execute_hook', 'node'],
])

/**
 * What Copilot adds to OpenTelemetry GenAI, in the editor and on the command line. Its costs are credits, not
 * dollars, so they stay with the raw span. https://code.visualstudio.com/docs/agents/guides/monitoring-agents
 */
export const copilot: Convention = {
  name: NAME,
  read(span) {
    if (!speaks(span)) return undefined
    const operation = textOf(span.attributes, 'gen_ai.operation.name') ?? span.name.split(' ', 1)[0]
    const kind = KINDS.get(operation ?? '') ?? 'custom'
    return spanMeaning(NAME, span, {
      kind,
      call: kind === 'llm' ? callMeaning({ timeToFirstTokenNs: firstTokenNs(span) }) : undefined,
      error: commandError(span),
    })
  },
}

function speaks({ origin }: OtlpSpan): boolean {
  if (SCOPES.has(origin.scopeName)) return true
  const service = origin.resource.get('service.name')
  return typeof service === 'string' && SERVICES.has(service)
}

function firstTokenNs({ attributes }: OtlpSpan): number | undefined {
  return (
    firstTokenInSeconds(attributes, 'github.copilot.time_to_first_chunk') ??
    firstTokenInMs(attributes, 'copilot_chat.time_to_first_token')
  )
}

/** The tool may have run well while the command it ran did not. */
function commandError({ attributes }: OtlpSpan): string | undefined {
  const code = numberOf(attributes, 'process.exit.code')
  if (code === undefined || code === 0) return undefined
  return `${textOf(attributes, 'process.executable.name') ?? 'The command'} ended with exit code ${code}`
}
