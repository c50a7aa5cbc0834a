import type { SpanKind } from '#contract/span.ts'
import type { Convention } from './convention.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'agent-framework'
const SCOPE = 'agent_framework'

const KINDS: readonly (readonly [string, SpanKind])[] = [
  ['workflow.', 'node'],
  ['executor.process', 'node'],
  ['message.send', 'edge'],
  ['edge_group.process', 'edge'],
]
const OWN_KEYS = ['workflow.id', 'executor.id', 'edge_group.type', 'message.source_id']

/**
 * The workflow spans of Microsoft's Agent Framework. Its agents and calls speak OpenTelemetry GenAI.
 * https://github.com/microsoft/agent-framework
 */
export const agentFramework: Convention = {
  name: NAME,
  read(span) {
    const { attributes, name, origin } = span
    const kind = KINDS.find(([prefix]) => name.startsWith(prefix))?.[1]
    if (kind === undefined) return undefined
    if (origin.scopeName !== SCOPE && !OWN_KEYS.some(key => attributes.has(key))) return undefined
    return spanMeaning(NAME, span, { kind, agentName: textOf(attributes, 'executor.id') })
  },
}
