import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { agentFramework } from './agent-framework.ts'
import { agentCore } from './agentcore.ts'
import { agentTrace } from './agenttrace.ts'
import { claudeCode } from './claude-code.ts'
import { codex } from './codex.ts'
import type { Convention } from './convention.ts'
import { copilot } from './copilot.ts'
import { readDispatch } from './dispatch.ts'
import { fillGaps } from './fill-gaps.ts'
import { geminiCli } from './gemini-cli.ts'
import { readGenericSpan } from './generic-span.ts'
import { genkit } from './genkit.ts'
import { googleAdk } from './google-adk.ts'
import { laminar } from './laminar.ts'
import { langfuse } from './langfuse.ts'
import { langSmith } from './langsmith.ts'
import { litellm } from './litellm.ts'
import { logfire } from './logfire.ts'
import type { FullMeaning, SpanMeaning } from './meaning.ts'
import { mlflow } from './mlflow.ts'
import { openAiAgents } from './openai-agents.ts'
import { opencode } from './opencode.ts'
import { openInference } from './openinference.ts'
import { openLit } from './openlit.ts'
import { openLlmetry } from './openllmetry.ts'
import { otelGenAi } from './otel-gen-ai.ts'
import { otelGenAiEvents } from './otel-gen-ai-events.ts'
import { petalFlow } from './petalflow.ts'
import { prela } from './prela.ts'
import { pyAgent } from './pyagent.ts'
import { pydanticAi } from './pydantic-ai.ts'
import { readSession } from './session.ts'
import { strands } from './strands.ts'
import { readTags } from './tags.ts'
import { vercelAi } from './vercel-ai.ts'

/** The order is the priority where a span speaks several vocabularies. */
const conventions: readonly Convention[] = [
  langfuse,
  petalFlow,
  agentTrace,
  pyAgent,
  prela,
  claudeCode,
  codex,
  geminiCli,
  copilot,
  opencode,
  googleAdk,
  strands,
  litellm,
  openAiAgents,
  agentFramework,
  genkit,
  laminar,
  openLit,
  openInference,
  langSmith,
  mlflow,
  vercelAi,
  openLlmetry,
  pydanticAi,
  logfire,
  otelGenAi,
  otelGenAiEvents,
  agentCore,
]

/** What the span means. A span of no known vocabulary has the convention `none`. */
export function interpretSpan(span: OtlpSpan): FullMeaning {
  const meaning = inVocabularies(span) ?? readGenericSpan(span)
  return {
    ...meaning,
    session: readSession(span),
    dispatch: readDispatch(span, meaning.kind),
    tags: readTags(span),
  }
}

function inVocabularies(span: OtlpSpan): SpanMeaning | undefined {
  let meaning: SpanMeaning | undefined
  for (const convention of conventions) {
    const reading = convention.read(span)
    if (reading !== undefined) meaning = meaning === undefined ? reading : fillGaps(meaning, reading)
  }
  return meaning
}
