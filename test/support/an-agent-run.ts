import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace-node'

export interface OtlpPorts {
  readonly otlpHttpPort: number
  readonly otlpGrpcPort: number
}

/** The exporters of the OpenTelemetry SDK, each as a user would set it up. */
export const exporters: Readonly<
  Record<'grpc' | 'http/protobuf' | 'http/json', (ports: OtlpPorts) => SpanExporter>
> = {
  grpc: ({ otlpGrpcPort }) => new GrpcExporter({ url: `http://127.0.0.1:${otlpGrpcPort}` }),
  'http/protobuf': ({ otlpHttpPort }) =>
    new ProtobufExporter({ url: `http://127.0.0.1:${otlpHttpPort}/v1/traces` }),
  'http/json': ({ otlpHttpPort }) => new JsonExporter({ url: `http://127.0.0.1:${otlpHttpPort}/v1/traces` }),
}

export type Protocol = keyof typeof exporters

export interface RecordedRun {
  readonly runId: string
  readonly firstCallId: string
  readonly secondCallId: string
  readonly question: string
  readonly answer: string
}

const QUESTION = 'Which of our services still runs Python 3.9?'
const SYSTEM = 'You answer questions about a fleet of services. Use the tools.'

/** An agent that asks a model, calls a tool as told, and asks again: through the real SDK, over a real socket. */
export async function recordAgentRun(
  ports: OtlpPorts,
  protocol: Protocol,
  name: string,
): Promise<RecordedRun> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'fleet-agent' }),
    spanProcessors: [new BatchSpanProcessor(exporters[protocol](ports))],
  })
  const tracer = provider.getTracer('fleet-agent', '1.0.0')
  // Told, not measured: spans this short would else overlap by the inexactness of the clock.
  const began = Date.now() - 4_000
  const answer = `Only ${name.replaceAll(' ', '-')}-billing does.`
  const root = tracer.startSpan(name, {
    kind: SpanKind.INTERNAL,
    startTime: began,
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'fleet',
      'gen_ai.conversation.id': `session of ${name}`,
    },
  })
  const below = trace.setSpan(context.active(), root)
  const start = (
    spanName: string,
    second: number,
    attributes: Record<string, string | number | string[]>,
  ): Span =>
    tracer.startSpan(
      spanName,
      { kind: SpanKind.CLIENT, startTime: began + second * 1_000, attributes },
      below,
    )

  const ask = { role: 'user', parts: [{ type: 'text', content: QUESTION }] }
  const toolCall = {
    type: 'tool_call',
    id: 'call_1',
    name: 'list_services',
    arguments: { runtime: 'python3.9' },
  }
  const wish = { role: 'assistant', parts: [toolCall] }
  const first = start('chat claude-sonnet-4-20250514', 0, callAttributes([ask], [wish], 1200, 0, 40))
  first.end(began + 1_900)
  const tool = start('execute_tool list_services', 2, {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'list_services',
    'gen_ai.tool.call.id': 'call_1',
    'gen_ai.tool.call.arguments': JSON.stringify(toolCall.arguments),
    'gen_ai.tool.call.result': JSON.stringify(['billing']),
  })
  tool.setStatus({ code: SpanStatusCode.OK })
  tool.end(began + 2_300)
  const result = {
    role: 'tool',
    parts: [{ type: 'tool_call_response', id: 'call_1', response: ['billing'] }],
  }
  const reply = { role: 'assistant', parts: [{ type: 'text', content: answer }] }
  const second = start(
    'chat claude-sonnet-4-20250514',
    2.5,
    callAttributes([ask, wish, result], [reply], 1290, 1200, 12),
  )
  second.end(began + 3_900)
  root.end(began + 4_000)
  await provider.forceFlush()
  await provider.shutdown()
  return {
    runId: root.spanContext().traceId,
    firstCallId: first.spanContext().spanId,
    secondCallId: second.spanContext().spanId,
    question: QUESTION,
    answer,
  }
}

function callAttributes(
  input: object[],
  output: object[],
  inputTokens: number,
  cached: number,
  outputTokens: number,
) {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'anthropic',
    'gen_ai.request.model': 'claude-sonnet-4-20250514',
    'gen_ai.response.model': 'claude-sonnet-4-20250514',
    'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: SYSTEM }]),
    'gen_ai.input.messages': JSON.stringify(input),
    'gen_ai.output.messages': JSON.stringify(output),
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.cache_read.input_tokens': cached,
    'gen_ai.usage.cache_write.input_tokens': 0,
    'gen_ai.usage.output_tokens': outputTokens,
  }
}
