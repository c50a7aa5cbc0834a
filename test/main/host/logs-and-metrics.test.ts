import { ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { OTLPLogExporter as GrpcExporter } from '@opentelemetry/exporter-logs-otlp-grpc'
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto'
import { JsonMetricsSerializer, ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchLogRecordProcessor, LoggerProvider, type LogRecordExporter } from '@opentelemetry/sdk-logs'
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { describe, expect, test } from 'vitest'
import type { Host } from '../../../src-main/host/start-host.ts'
import { exporters, type OtlpPorts, type Protocol } from '../../support/an-agent-run.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

const resource = resourceFromAttributes({ 'service.name': 'fleet-agent' })
const logExporters: Readonly<Record<Protocol, (ports: OtlpPorts) => LogRecordExporter>> = {
  grpc: ({ otlpGrpcPort }) => new GrpcExporter({ url: `http://127.0.0.1:${otlpGrpcPort}` }),
  'http/protobuf': ({ otlpHttpPort }) =>
    new ProtobufExporter({ url: `http://127.0.0.1:${otlpHttpPort}/v1/logs` }),
  'http/json': ({ otlpHttpPort }) => new JsonExporter({ url: `http://127.0.0.1:${otlpHttpPort}/v1/logs` }),
}
const protocols = Object.keys(logExporters) as Protocol[]

/** A call of one SDK, its content as log events of the same SDK. Each is sent when it is asked to be. */
function aCall(ports: OtlpPorts, protocol: Protocol) {
  const tracing = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(exporters[protocol](ports))],
  })
  const logging = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: logExporters[protocol](ports) })],
  })
  const span = tracing.getTracer('sdk').startSpan('chat gpt-4o', {
    attributes: {
      'gen_ai.system': 'openai',
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-4o',
    },
  })
  const context = trace.setSpan(ROOT_CONTEXT, span)
  const logger = logging.getLogger('sdk')
  const attributes = { 'gen_ai.system': 'openai' }
  logger.emit({ eventName: 'gen_ai.user.message', attributes, body: { content: 'Which service?' }, context })
  const toolCall = { id: 'call_1', type: 'function', function: { name: 'list', arguments: '{"all":true}' } }
  const message = { role: 'assistant', tool_calls: [toolCall] }
  const choice = { index: 0, finish_reason: 'tool_calls', message }
  logger.emit({ eventName: 'gen_ai.choice', attributes, body: choice, context })
  logger.emit({ severityText: 'WARN', severityNumber: 13, body: 'slow', context })
  span.end()
  return {
    ids: { runId: span.spanContext().traceId, spanId: span.spanContext().spanId },
    sendSpan: () => tracing.shutdown(),
    sendLogs: () => logging.shutdown(),
  }
}

async function expectTold(host: Host, ids: { runId: string; spanId: string }): Promise<void> {
  const call = await host.caller.call('calls.get', ids)
  expect(call.blocks.map(({ section, block }) => `${section} ${block.kind}: ${block.text}`)).toEqual([
    'input text: Which service?',
    'output tool-call: {"arguments":{"all":true},"name":"list"}',
  ])
  expect(call.finishReasons).toEqual(['tool_call'])
  const detail = await host.caller.call('spans.get', ids)
  expect(detail.events).toEqual([])
  expect(detail).toMatchObject({
    logTotal: 3,
    logs: [
      { name: 'gen_ai.user.message', severity: null, body: { content: 'Which service?' } },
      { name: 'gen_ai.choice', body: { finish_reason: 'tool_calls' } },
      { name: null, severity: 'WARN', body: 'slow', attributes: [] },
    ],
  })
  const { run } = await host.caller.call('runs.get', { runId: ids.runId })
  expect(run).toMatchObject({ spanCount: 1, callCount: 1 })
}

describe.each(protocols)('log events of the OpenTelemetry SDK over OTLP %s', protocol => {
  test('tell the call that they come before', async () => {
    const host = await tempHost()
    const call = aCall(await otlpPortsOf(host), protocol)

    await call.sendLogs()
    await call.sendSpan()

    await expectTold(host, call.ids)
  })

  test('tell the call that they come after', async () => {
    const host = await tempHost()
    const call = aCall(await otlpPortsOf(host), protocol)

    await call.sendSpan()
    await call.sendLogs()

    await expectTold(host, call.ids)
    const { receivers, store } = await host.caller.call('status', {})
    expect(store).toMatchObject({ spans: 1, logs: 3, logsWithoutRun: 0 })
    const name = protocol === 'grpc' ? 'otlp-grpc' : 'otlp-http'
    expect(receivers.find(receiver => receiver.name === name)?.counters).toMatchObject({
      requests: 2,
      spans: 1,
      logRecords: 3,
    })
  })
})

/** Hands out what was measured when it is asked, and sends nothing. */
class ManualReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

test('gen_ai metrics of the OpenTelemetry SDK are kept in both encodings, the others are accepted', async () => {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  const reader = new ManualReader()
  const meters = new MeterProvider({ resource, readers: [reader] })
  const meter = meters.getMeter('sdk')
  meter
    .createHistogram('gen_ai.client.token.usage', { unit: '{token}' })
    .record(120, { 'gen_ai.token.type': 'input' })
  meter.createCounter('gen_ai.requests').add(2)
  meter.createHistogram('http.server.request.duration').record(1)
  const { resourceMetrics } = await reader.collect()
  const bodies = {
    'application/json': JsonMetricsSerializer.serializeRequest(resourceMetrics),
    'application/x-protobuf': ProtobufMetricsSerializer.serializeRequest(resourceMetrics),
  }

  for (const [type, body] of Object.entries(bodies)) {
    const response = await fetch(`http://127.0.0.1:${otlpHttpPort}/v1/metrics`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from(body ?? []),
    })
    expect(response.status).toBe(200)
  }

  const { series, total } = await host.caller.call('metrics.list', {})
  expect(total).toBe(2)
  expect(series).toMatchObject([
    {
      name: 'gen_ai.client.token.usage',
      unit: '{token}',
      kind: 'histogram',
      temporality: 'cumulative',
      serviceName: 'fleet-agent',
      attributes: [{ key: 'gen_ai.token.type', value: 'input' }],
      points: 1,
      count: 1,
      sum: 120,
      max: 120,
    },
    { name: 'gen_ai.requests', kind: 'sum', value: 2, count: null },
  ])
})
