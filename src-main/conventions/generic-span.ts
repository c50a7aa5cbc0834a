import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { readError } from './exception.ts'
import { afterFirstWord } from './gen-ai-tool.ts'
import type { SpanMeaning, ToolMeaning } from './meaning.ts'
import { userOf } from './user.ts'

/** First words of span names that nobody uses by chance. */
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['invoke_agent', 'agent'],
  ['create_agent', 'agent'],
  ['invoke_workflow', 'node'],
  ['execute_tool', 'tool'],
  ['tools/call', 'tool'],
])

/** A span whose attributes follow no vocabulary: its name may still tell what it is. */
export function readGenericSpan(span: OtlpSpan): SpanMeaning {
  const kind = KINDS.get(firstWord(span.name)) ?? 'custom'
  return {
    convention: 'none',
    kind,
    agentName: kind === 'agent' ? agentName(span.name) : undefined,
    userId: userOf(span.attributes),
    call: undefined,
    tool: kind === 'tool' ? readTool(span.name) : undefined,
    error: readError(span),
  }
}

function firstWord(name: string): string {
  const end = name.indexOf(' ')
  return end === -1 ? name : name.slice(0, end)
}

function agentName(spanName: string): string | undefined {
  const target = afterFirstWord(spanName)
  return target === spanName ? undefined : target
}

function readTool(spanName: string): ToolMeaning {
  return {
    toolName: afterFirstWord(spanName),
    toolCallId: undefined,
    arguments: undefined,
    result: undefined,
  }
}
