import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { canonicalJson } from './canonical-json.ts'
import { readClaudeCodeCall } from './claude-code-call.ts'
import type { Convention } from './convention.ts'
import type { ToolMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'

const NAME = 'claude-code'
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['interaction', 'agent'],
  ['llm_request', 'llm'],
  ['tool', 'tool'],
  ['tool.blocked_on_user', 'decision'],
  ['tool.execution', 'node'],
  ['hook', 'node'],
])
const TOOL_DETAILS = ['file_path', 'full_command', 'skill_name', 'subagent_type']

/** Other agents copy the names under a prefix of their own. https://code.claude.com/docs/en/monitoring-usage */
export const claudeCode: Convention = {
  name: NAME,
  read(span) {
    const { attributes } = span
    const kind = kindOf(span)
    if (kind === undefined) return undefined
    const hasFailed = attributes.get('success') === false || attributes.get('success') === 'false'
    return spanMeaning(NAME, span, {
      kind,
      agentName: kind === 'agent' ? textOf(span.origin.resource, 'service.name') : undefined,
      call: kind === 'llm' ? readClaudeCodeCall(span) : undefined,
      tool: kind === 'tool' ? readTool(span) : undefined,
      error: hasFailed && span.statusMessage === '' ? textOf(attributes, 'error') : undefined,
    })
  },
}

function kindOf({ name, attributes }: OtlpSpan): SpanKind | undefined {
  const suffix = name.slice(name.indexOf('.') + 1)
  const isKnown = name.startsWith('claude_code.') || attributes.get('span.type') === suffix
  return isKnown ? KINDS.get(suffix) : undefined
}

function readTool({ attributes, events }: OtlpSpan): ToolMeaning {
  const output = events.find(event => event.name === 'tool.output')?.attributes
  return {
    toolName: textOf(attributes, 'tool_name', 'gen_ai.tool.name') ?? 'unknown',
    toolCallId: textOf(attributes, 'tool_use_id', 'gen_ai.tool.call.id'),
    arguments: payloadOf(attributes, 'tool_input') ?? detailsOf(attributes),
    result: output && payloadOf(output, 'output', 'content', 'tool.output', 'tool_output'),
  }
}

/** Of the arguments these few are told where the whole is not captured. */
function detailsOf(attributes: AttributeMap): string | undefined {
  const told = TOOL_DETAILS.flatMap(key => {
    const text = textOf(attributes, key)
    return text === undefined ? [] : [[key, text] as const]
  })
  return told.length === 0 ? undefined : canonicalJson(Object.fromEntries(told))
}
