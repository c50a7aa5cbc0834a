import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { expect, test } from 'vitest'
import type { ExportRequest } from '../../../src-main/otlp/accept.ts'
import { decodeTraces } from '../../../src-main/otlp/decode-traces.ts'
import { createGrpcReceiver } from '../../../src-main/otlp/grpc-receiver.ts'
import { createHttpReceiver } from '../../../src-main/otlp/http-receiver.ts'
import { jsonToProtobuf } from '../../../src-main/otlp/json-to-protobuf.ts'
import type { OtlpSpan } from '../../../src-main/otlp/otlp-span.ts'
import { scanExport } from '../../../src-main/otlp/scan-export.ts'
import { aReceiver } from '../../support/otlp-receivers.ts'

test('the three exporters of the OpenTelemetry SDK tell the same spans', async () => {
  const http = await aReceiver(createHttpReceiver)
  const grpc = await aReceiver(createGrpcReceiver)
  const url = `http://127.0.0.1:${http.port}/v1/traces`
  // The enum of this value belongs to a package that is no dependency of ours.
  const compression = 'gzip' as never
  const exporters = [
    new JsonExporter({ url, compression }),
    new ProtobufExporter({ url, compression }),
    new GrpcExporter({ url: `http://127.0.0.1:${grpc.port}`, compression }),
  ]
  const spans = recordedSpans()

  for (const exporter of exporters) {
    const result = await new Promise<{ code: number }>(resolve => exporter.export(spans, resolve))
    expect(result.code).toBe(0)
    await exporter.shutdown()
  }

  const [json, protobuf, viaGrpc] = [...http.requests, ...grpc.requests].map(decoded)
  expect(json).toEqual(protobuf)
  expect(viaGrpc).toEqual(protobuf)
  expect(protobuf).toMatchObject([
    {
      name: 'chat',
      otelKind: 3,
      statusCode: 'error',
      statusMessage: 'slow',
      attributes: { big: 2 ** 40, ratio: 0.5 },
    },
    { name: 'agent', parentSpanId: undefined, resource: { 'service.name': 'real' }, scopeName: 'tracer' },
  ])
  expect(protobuf?.[0]?.parentSpanId).toBe(protobuf?.[1]?.spanId)
})

function recordedSpans() {
  const memory = new InMemorySpanExporter()
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'real' }),
    spanProcessors: [new SimpleSpanProcessor(memory)],
  })
  const tracer = provider.getTracer('tracer', '1.0')
  const attributes = { big: 2 ** 40, ratio: 0.5, on: true, list: ['a', 'b'], prompt: 'p'.repeat(600) }
  const agent = tracer.startSpan('agent')
  const call = tracer.startSpan(
    'chat',
    { kind: SpanKind.CLIENT, attributes },
    trace.setSpan(ROOT_CONTEXT, agent),
  )
  call.addEvent('token', { index: 1 })
  call.setStatus({ code: SpanStatusCode.ERROR, message: 'slow' })
  call.end()
  agent.end()
  return memory.getFinishedSpans()
}

/** The spans of a request without what differs by encoding: where things lie. */
function decoded(request: ExportRequest) {
  const bytes = request.encoding === 'json' ? protobufOf(request.bytes) : request.bytes
  expect(scanExport('traces', bytes)).toEqual({ ok: true, items: 2 })
  return [...decodeTraces(bytes)].map(item => {
    if (item.kind === 'rejected') throw new Error(item.reason)
    return withoutPlaces(item.span)
  })
}

function withoutPlaces({ wire, longValues, origin, ...span }: OtlpSpan) {
  return {
    ...span,
    attributes: Object.fromEntries(span.attributes),
    resource: Object.fromEntries(origin.resource),
    scopeName: origin.scopeName,
    longKeys: longValues.map(each => each.key),
    hasWire: wire.length > 0,
  }
}

function protobufOf(json: Uint8Array): Uint8Array {
  const result = jsonToProtobuf(json)
  if (!result.ok) throw new Error(result.message)
  return result.bytes
}
