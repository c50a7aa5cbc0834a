import { randomBytes } from 'node:crypto'
import type { JsonValue } from '../base/json.ts'
import type { SpanContent } from '../otlp/encode-traces.ts'
import type { AttributeValue } from '../otlp/otlp-span.ts'
import type { Answer } from './answer.ts'
import type { PromptMessage, PromptPart, PromptRequest } from './prompt-request.ts'
import type { ToolExchange } from './recording.ts'

const CLIENT_SPAN = 3
const INTERNAL_SPAN = 1

export interface SpanPlace {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly startUnixNano: bigint
  readonly endUnixNano: bigint | undefined
}

export interface RecordedCallSpan {
  readonly provider: string
  readonly model: string
  readonly request: PromptRequest
  /** Undefined when nothing came. */
  readonly answer: Answer | undefined
  readonly failure: string | undefined
  /** The step of the recorded run that it repeats. */
  readonly step: string | undefined
  readonly agentName: string | undefined
  readonly source: 'live' | 'mocked'
  readonly parameters: Attributes
}

type Attributes = readonly (readonly [string, AttributeValue | undefined])[]

export function newId(bytes: 8 | 16): string {
  return randomBytes(bytes).toString('hex')
}

/** A call of a replay in the words of OpenTelemetry, as an agent that tells everything would have sent it. */
export function callSpan(place: SpanPlace, call: RecordedCallSpan): SpanContent {
  const { provider, model, request, answer, failure, step, agentName, source } = call
  return span(place, `chat ${model}`, CLIENT_SPAN, failure, [
    ['gen_ai.operation.name', 'chat'],
    ['gen_ai.provider.name', provider],
    ['gen_ai.agent.name', agentName],
    ['gen_ai.request.model', model],
    ...call.parameters,
    ['gen_ai.system_instructions', json(request.system.map(content => ({ type: 'text', content })))],
    ['gen_ai.tool.definitions', toolDefinitions(request)],
    ['gen_ai.input.messages', json(request.messages.map(toMessage))],
    ...(answer === undefined ? [] : answerAttributes(answer)),
    ['runback.replay.source', source],
    ['runback.replay.step', step],
  ])
}

function toolDefinitions({ tools }: PromptRequest): string | undefined {
  const recorded = tools.map(tool => tool.recorded).filter(definition => definition !== undefined)
  return recorded.length === 0 ? undefined : json(recorded)
}

function answerAttributes({
  parts,
  finishReason,
  usage,
  model,
  responseId,
  timeToFirstMs,
}: Answer): Attributes {
  return [
    [
      'gen_ai.output.messages',
      parts.length === 0 ? undefined : json([{ role: 'assistant', parts: parts.map(toPart) }]),
    ],
    ['gen_ai.response.finish_reasons', finishReason === undefined ? undefined : [finishReason]],
    ['gen_ai.response.model', model],
    ['gen_ai.response.id', responseId],
    ['gen_ai.usage.input_tokens', usage.input],
    ['gen_ai.usage.cache_read.input_tokens', usage.cacheRead],
    ['gen_ai.usage.cache_write.input_tokens', usage.cacheWrite],
    ['gen_ai.usage.output_tokens', usage.output],
    ['gen_ai.usage.reasoning.output_tokens', usage.reasoning],
    ['gen_ai.response.time_to_first_chunk', timeToFirstMs === undefined ? undefined : timeToFirstMs / 1000],
  ]
}

/** A recorded result that was given to the model again; no tool ran. */
export function toolSpan(
  place: SpanPlace,
  exchange: ToolExchange,
  { step, agentName }: { readonly step: string | undefined; readonly agentName: string | undefined },
): SpanContent {
  const { name, arguments: given, result, isError, toolCallId, isRetrieval = false } = exchange
  const failure = isError ? 'The recorded result is an error' : undefined
  const what: Attributes = isRetrieval
    ? [
        ['gen_ai.data_source.id', name],
        ['gen_ai.retrieval.query.text', given],
        ['gen_ai.retrieval.documents', result],
      ]
    : [
        ['gen_ai.tool.name', name],
        ['gen_ai.tool.call.id', toolCallId ?? undefined],
        ['gen_ai.tool.call.arguments', given],
        ['gen_ai.tool.call.result', result],
      ]
  const operation = isRetrieval ? 'retrieval' : 'execute_tool'
  return span(place, `${operation} ${name}`, INTERNAL_SPAN, failure, [
    ['gen_ai.operation.name', operation],
    ['gen_ai.agent.name', agentName],
    ...what,
    ['runback.replay.source', 'mocked'],
    ['runback.replay.step', step],
  ])
}

/** The run itself: what it repeats, and how it differs from it. */
export function rootSpan(
  place: SpanPlace,
  name: string,
  agentName: string | null,
  lineage: Readonly<Record<string, string | undefined>>,
  failure: string | undefined,
): SpanContent {
  return span(place, name, INTERNAL_SPAN, failure, [
    ['gen_ai.operation.name', 'invoke_agent'],
    ['gen_ai.agent.name', agentName ?? undefined],
    ...Object.entries(lineage).map(([key, value]) => [`runback.replay.${key}`, value] as const),
  ])
}

function span(
  place: SpanPlace,
  name: string,
  otelKind: number,
  failure: string | undefined,
  attributes: Attributes,
): SpanContent {
  const known = attributes.filter(
    (entry): entry is readonly [string, AttributeValue] => entry[1] !== undefined,
  )
  return {
    ...place,
    name,
    otelKind,
    statusCode: failure !== undefined ? 'error' : place.endUnixNano === undefined ? 'unset' : 'ok',
    statusMessage: failure ?? '',
    attributes: new Map(known),
    events: [],
    links: [],
  }
}

function json(value: JsonValue): string {
  return JSON.stringify(value)
}

function toMessage({ role, parts }: PromptMessage): JsonValue {
  return { role, parts: parts.map(toPart) }
}

function toPart(part: PromptPart | Answer['parts'][number]): JsonValue {
  switch (part.kind) {
    case 'text':
    case 'reasoning':
      return { type: part.kind, content: part.text }
    case 'tool-call':
      return { type: 'tool_call', id: part.id, name: part.name, arguments: part.arguments }
    case 'tool-result': {
      const { id, name, result, isError, isNamed } = part
      const told = { type: 'tool_call_response', id, response: result }
      return { ...told, ...(isNamed ? { name } : {}), ...(isError ? { isError } : {}) }
    }
    case 'media':
      return toMedia(part.mediaType, part.source)
  }
}

function toMedia(mediaType: string, source: string): JsonValue {
  const modality = mediaType.split('/')[0] ?? 'file'
  const inline = /^data:[^,]*;base64,/.exec(source)
  if (inline === null) return { type: 'uri', modality, mime_type: mediaType, uri: source }
  return { type: 'blob', modality, mime_type: mediaType, content: source.slice(inline[0].length) }
}
