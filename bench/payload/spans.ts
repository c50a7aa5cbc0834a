import { encodeSpan } from '../../src-main/otlp/encode-traces.ts'
import type { AttributeMap, AttributeValue } from '../../src-main/otlp/otlp-span.ts'
import { prose } from './prose.ts'
import type { Random } from './random.ts'

export interface SpanPlace {
  readonly traceId: string
  readonly parentSpanId: string | undefined
  /** Its place in its run, from 0. */
  readonly index: number
  /** Left out, any. */
  readonly spanId?: string
}

/** When the first run begins; later ones follow it by seconds. */
export const FIRST_START_NS = 1_790_000_000_000_000_000n
const SPAN_NS = 20_000_000n

/** About 0.5 KB with 12 attributes and no text of a model. */
export function plainSpan(random: Random, place: SpanPlace): Uint8Array {
  return encode(random, place, `GET /api/items/${random.below(40)}`, {
    'http.request.method': 'GET',
    'url.path': `/api/items/${random.hex(6)}`,
    'url.scheme': 'http',
    'server.address': 'inventory.internal',
    'server.port': 8080,
    'http.response.status_code': 200,
    'http.response.body.size': random.below(90_000),
    'network.protocol.version': '1.1',
    'user_agent.original': 'inventory-client/4.2 (linux; x64)',
    'client.address': `10.0.${random.below(255)}.${random.below(255)}`,
    'enduser.id': random.hex(8),
    'app.cache.hit': random.below(2) === 1,
  })
}

/** A call to a model with a prompt nobody sent before. */
export function promptSpan(random: Random, place: SpanPlace, promptBytes: number): Uint8Array {
  const question = JSON.stringify([userMessage(prose(random, promptBytes))])
  return callSpan(random, place, question, prose(random, 200))
}

export function callSpan(random: Random, place: SpanPlace, input: string, answer: string): Uint8Array {
  return encode(random, place, 'chat gpt-4.1', {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4.1',
    'gen_ai.response.model': 'gpt-4.1-2025-04-14',
    'gen_ai.usage.input_tokens': Math.ceil(input.length / 4),
    'gen_ai.usage.output_tokens': Math.ceil(answer.length / 4),
    'gen_ai.input.messages': input,
    'gen_ai.output.messages': JSON.stringify([assistantMessage(answer)]),
  })
}

export function toolSpan(random: Random, place: SpanPlace, tool: string, result: string): Uint8Array {
  return encode(random, place, `execute_tool ${tool}`, {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': tool,
    'gen_ai.tool.call.id': `call_${place.index}`,
    'gen_ai.tool.call.arguments': JSON.stringify({ path: `src/${random.hex(4)}.ts` }),
    'gen_ai.tool.call.result': result,
  })
}

export function agentSpan(random: Random, place: SpanPlace, name: string, isError = false): Uint8Array {
  const attributes = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': name }
  return encode(random, place, `invoke_agent ${name}`, attributes, isError)
}

export function userMessage(text: string) {
  return { role: 'user', parts: [{ type: 'text', content: text }] }
}

export function assistantMessage(text: string) {
  return { role: 'assistant', parts: [{ type: 'text', content: text }], finish_reason: 'stop' }
}

function encode(
  random: Random,
  { traceId, parentSpanId, index, spanId }: SpanPlace,
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  isError = false,
): Uint8Array {
  const startUnixNano = startOf(traceId) + BigInt(index) * SPAN_NS
  const map: AttributeMap = new Map(Object.entries(attributes))
  return encodeSpan({
    traceId,
    spanId: spanId ?? random.hex(8),
    parentSpanId,
    name,
    otelKind: 3,
    startUnixNano,
    endUnixNano: startUnixNano + SPAN_NS,
    statusCode: isError ? 'error' : 'unset',
    statusMessage: isError ? 'the tool gave up' : '',
    attributes: map,
    events: [],
    links: [],
  })
}

/** Runs are spread over some days, so that lists sorted by time are not in the order of arrival. */
function startOf(traceId: string): bigint {
  return FIRST_START_NS + BigInt(Number.parseInt(traceId.slice(0, 8), 16)) * 100_000n
}
