import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { CallMeaning } from './meaning.ts'
import { countOf, dollarsOf, textOf } from './read-attribute.ts'
import { callMeaning, spanMeaning, usageFrom } from './span-meaning.ts'

const NAME = 'pyagent'
const PREFIX = 'pyagent.'

const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['pattern', 'node'],
  ['agent', 'agent'],
  ['llm_call', 'llm'],
  ['llm_response', 'llm'],
  ['cost', 'llm'],
  ['routing', 'decision'],
  ['compression', 'node'],
])

/**
 * pyagent in both styles: nested spans of patterns and agents, and a span of no length for each event.
 * https://pyagent.org/packages/trace
 */
export const pyAgent: Convention = {
  name: NAME,
  read(span) {
    if (!span.name.startsWith(PREFIX)) return undefined
    const { attributes } = span
    const call = readCall(span)
    const kind = kindOf(span)
    return spanMeaning(NAME, span, {
      kind: kind === 'llm' && call === undefined ? 'node' : kind,
      agentName: textOf(attributes, 'pyagent.agent.name'),
      call,
    })
  },
}

function kindOf({ name }: OtlpSpan): SpanKind {
  return KINDS.get(name.split('.', 2)[1] ?? '') ?? 'custom'
}

/** An agent is one call here, told on its own span where the spans are nested. Patterns only add up. */
function readCall(span: OtlpSpan): CallMeaning | undefined {
  const kind = kindOf(span)
  const isNestedAgent = kind === 'agent' && span.name.length > 'pyagent.agent.'.length
  if ((kind !== 'llm' && !isNestedAgent) || isGuess(span)) return undefined
  const { attributes } = span
  const counts = {
    inputTokens: countOf(attributes, 'pyagent.cost.input_tokens'),
    outputTokens: countOf(attributes, 'pyagent.cost.output_tokens'),
  }
  const requestModel = textOf(attributes, 'pyagent.agent.model', 'pyagent.cost.model')
  if (isNestedAgent && requestModel === undefined && counts.inputTokens === undefined) return undefined
  return callMeaning({
    operation: 'chat',
    requestModel,
    usage: usageFrom(counts, 'unsaid'),
    reportedCostUsd: dollarsOf(attributes, 'pyagent.cost.total_usd') || undefined,
  })
}

/** The agents' own hook records a quarter of the characters as tokens, at no cost. */
function isGuess({ name, attributes }: OtlpSpan): boolean {
  return (
    name === 'pyagent.cost' &&
    attributes.get('pyagent.pattern.type') === 'agent' &&
    attributes.get('pyagent.cost.total_usd') === 0
  )
}
