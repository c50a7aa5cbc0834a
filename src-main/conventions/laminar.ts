import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import type { CallMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { dollarsOf } from './read-attribute.ts'
import { readRequest, readResponse } from './read-body.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'
import { userIn } from './user.ts'

const NAME = 'laminar'
const ASSOCIATION = 'lmnr.association.properties.'
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['LLM', 'llm'],
  ['TOOL', 'tool'],
  ['EVALUATOR', 'decision'],
  ['DEFAULT', 'node'],
])

/** What Laminar adds to the vocabulary of its instrumentations. https://docs.laminar.sh/tracing */
export const laminar: Convention = {
  name: NAME,
  read(span) {
    const { attributes, name } = span
    if (!attributes.has('lmnr.span.path')) return undefined
    const type = attributes.get('lmnr.span.type')
    const kind = typeof type === 'string' ? (KINDS.get(type.toUpperCase()) ?? 'custom') : 'custom'
    return spanMeaning(NAME, span, {
      kind,
      userId: userIn(attributes, ASSOCIATION),
      call: kind === 'llm' ? readCall(attributes) : undefined,
      tool:
        kind === 'tool'
          ? {
              toolName: name,
              toolCallId: undefined,
              arguments: payloadOf(attributes, 'lmnr.span.input'),
              result: payloadOf(attributes, 'lmnr.span.output'),
            }
          : undefined,
    })
  },
}

function readCall(attributes: AttributeMap): CallMeaning {
  const { system, input } = readRequest(decode(attributes.get('lmnr.span.input')))
  return callMeaning({
    ...splitSystemPrompt(system, input),
    output: readResponse(decode(attributes.get('lmnr.span.output'))),
    reportedCostUsd: dollarsOf(attributes, 'gen_ai.usage.cost'),
  })
}
