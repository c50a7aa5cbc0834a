import type { Convention } from './convention.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'openai-agents'
const SCOPE = 'opentelemetry.instrumentation.openai_agents'

/**
 * The spans that OpenTelemetry GenAI has no word for: turns, tasks, and the workflow around them.
 * https://github.com/open-telemetry/opentelemetry-python-contrib
 */
export const openAiAgents: Convention = {
  name: NAME,
  read(span) {
    if (span.origin.scopeName !== SCOPE) return undefined
    const operation = span.attributes.get('gen_ai.operation.name')
    const isWorkflow = span.parentSpanId === undefined && operation === 'invoke_agent'
    return spanMeaning(NAME, span, { kind: operation === 'unknown' || isWorkflow ? 'node' : 'custom' })
  },
}
