import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { functionArguments } from './function-arguments.ts'
import { jsonText } from './json-text.ts'
import type { ToolMeaning } from './meaning.ts'
import { readMlflowCall } from './mlflow-call.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { spanMeaning } from './span-meaning.ts'
import { toolOutput } from './tool-output.ts'

const NAME = 'mlflow'
const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['LLM', 'llm'],
  ['CHAT_MODEL', 'llm'],
  ['EMBEDDING', 'embedding'],
  ['AGENT', 'agent'],
  ['TOOL', 'tool'],
  ['RETRIEVER', 'retrieval'],
  ['RERANKER', 'retrieval'],
  ['GUARDRAIL', 'guardrail'],
  ['EVALUATOR', 'decision'],
  ['CHAIN', 'node'],
  ['PARSER', 'node'],
  ['MEMORY', 'node'],
  ['WORKFLOW', 'node'],
  ['TASK', 'node'],
  ['UNKNOWN', 'node'],
])

/** MLflow's traces, every attribute of which is JSON, texts too. https://mlflow.org/docs/latest/genai/tracing/ */
export const mlflow: Convention = {
  name: NAME,
  read(span) {
    const { attributes } = span
    if (!attributes.has('mlflow.spanType')) return undefined
    const kind = KINDS.get(jsonText(attributes, 'mlflow.spanType')?.toUpperCase() ?? '') ?? 'custom'
    return spanMeaning(NAME, span, {
      kind,
      agentName: kind === 'agent' ? span.name : undefined,
      userId: jsonText(attributes, 'mlflow.trace.user', 'user.id'),
      call: kind === 'llm' || kind === 'embedding' ? readMlflowCall(span, kind) : undefined,
      tool: kind === 'tool' || kind === 'retrieval' ? readExchange(span) : undefined,
    })
  },
}

function readExchange({ attributes, name }: OtlpSpan): ToolMeaning {
  const output = toolOutput(payloadOf(attributes, 'mlflow.spanOutputs'))
  return {
    toolName: name,
    toolCallId: textOf(attributes, 'gen_ai.tool.call.id') ?? output.toolCallId,
    arguments: functionArguments(payloadOf(attributes, 'mlflow.spanInputs')),
    result: jsonText(attributes, 'mlflow.spanOutputs') ?? output.result,
  }
}
