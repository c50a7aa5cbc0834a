import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { readError } from './exception.ts'
import { afterFirstWord } from './gen-ai-tool.ts'
import type { SpanMeaning } from './meaning.ts'
import { sessionOf, userOf } from './session.ts'

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
  const kind = KINDS.get(span.name.split(' ', 1)[0] ?? '') ?? 'custom'
  const target = afterFirstWord(span.name)
  return {
    convention: 'none',
    kind,
    agentName: kind === 'agent' && target !== span.name ? target : undefined,
    sessionId: sessionOf(span),
    userId: userOf(span.attributes),
    call: undefined,
    tool:
      kind === 'tool'
        ? { toolName: target, toolCallId: undefined, arguments: undefined, result: undefined }
        : undefined,
    error: readError(span),
  }
}
