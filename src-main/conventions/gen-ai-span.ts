import type { SpanKind } from '#contract/span.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { readError } from './exception.ts'
import { genAiKind } from './gen-ai-kind.ts'
import { afterFirstWord, readGenAiRetrieval, readGenAiTool } from './gen-ai-tool.ts'
import type { CallMeaning, SpanMeaning } from './meaning.ts'
import { textOf } from './read-attribute.ts'
import { userOf } from './user.ts'

/** The meaning of a span in either generation; they differ in where a call keeps its content. */
export function readGenAiSpan(options: {
  readonly convention: string
  readonly span: OtlpSpan
  readonly attributes: AttributeMap
  readonly readCall: () => CallMeaning
}): SpanMeaning {
  const { convention, span, attributes, readCall } = options
  const kind = genAiKind(attributes)
  return {
    convention,
    kind,
    agentName: agentName(span, attributes, kind),
    userId: userOf(attributes),
    call: kind === 'llm' || kind === 'embedding' ? readCall() : undefined,
    tool: readExchange(span, attributes, kind),
    error: readError(span),
  }
}

function readExchange(span: OtlpSpan, attributes: AttributeMap, kind: SpanKind) {
  if (kind === 'tool') return readGenAiTool(span, attributes)
  return kind === 'retrieval' ? readGenAiRetrieval(span, attributes) : undefined
}

function agentName(span: OtlpSpan, attributes: AttributeMap, kind: SpanKind): string | undefined {
  const told = textOf(attributes, 'gen_ai.agent.name')
  if (told !== undefined || kind !== 'agent') return told
  const operation = textOf(attributes, 'gen_ai.operation.name')
  return span.name.startsWith(`${operation} `) ? afterFirstWord(span.name) : undefined
}
