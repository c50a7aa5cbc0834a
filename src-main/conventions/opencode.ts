import type { SpanKind } from '#contract/span.ts'
import type { Convention } from './convention.ts'
import { providerName } from './provider-name.ts'
import { dollarsOf, textOf } from './read-attribute.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'

const NAME = 'opencode'
const PREFIX = 'opencode.'
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['run', 'node'],
  ['interaction', 'agent'],
  ['llm', 'llm'],
  ['tool', 'tool'],
])

/** What a plugin of opencode adds to OpenTelemetry GenAI; opencode itself speaks Vercel's vocabulary. */
export const opencode: Convention = {
  name: NAME,
  read(span) {
    if (!span.name.startsWith(PREFIX)) return undefined
    const { attributes } = span
    const kind = KINDS.get(span.name.slice(PREFIX.length)) ?? 'custom'
    const model = textOf(attributes, 'gen_ai.request.model')
    return spanMeaning(NAME, span, {
      kind,
      call:
        kind === 'llm'
          ? callMeaning({
              provider: providerName(
                textOf(attributes, 'opencode.provider.id', 'gen_ai.provider.name'),
                model,
              ),
              reportedCostUsd: dollarsOf(attributes, 'opencode.llm.cost.total'),
            })
          : undefined,
    })
  },
}
