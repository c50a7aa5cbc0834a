import { expect, test } from 'vitest'
import type { ResultOf } from '../../../src-main/contract/operations.ts'
import { aGrpcClient } from '../../support/otlp-grpc-client.ts'
import { aLogRecord, anAttribute, anyValue, logsJson, protobufOf } from '../../support/otlp-log-requests.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

const LOGS = '/opentelemetry.proto.collector.logs.v1.LogsService/Export'

const told = (promptId: string) => [
  record('user_prompt', { prompt: 'Mend the roof', 'prompt.id': promptId }),
  record('api_request', {
    'prompt.id': promptId,
    request_id: promptId,
    model: 'claude-sonnet-4-5',
    input_tokens: 4,
  }),
]

test('a coding agent that logs over HTTP and gRPC is seen as runs of one session, announced as they come', async () => {
  const host = await tempHost()
  const { otlpHttpPort, otlpGrpcPort } = await otlpPortsOf(host)
  const announced = new Set<string>()
  host.caller.subscribe(({ event }) => {
    if (event.type === 'run-changed') announced.add(event.runId)
  })

  const answer = await fetch(`http://127.0.0.1:${otlpHttpPort}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: logsJson(told('p1')),
  })
  const reply = await aGrpcClient(otlpGrpcPort).call(protobufOf(logsJson(told('p2')), 'logs'), LOGS)

  const { runs }: ResultOf<'runs.list'> = await host.caller.call('runs.list', {})
  expect([answer.status, reply.code]).toEqual([200, 0])
  expect(runs).toMatchObject([
    { sessionId: 's1', callCount: 1, name: 'claude_code.interaction' },
    { sessionId: 's1', callCount: 1 },
  ])
  await expect.poll(() => [...announced].sort()).toEqual(runs.map(run => run.runId).sort())
  const { store } = await host.caller.call('status', {})
  expect(store).toMatchObject({ logs: 4, logsWithoutRun: 0 })
})

function record(name: string, attributes: Readonly<Record<string, string | number>>) {
  return aLogRecord({
    eventName: '',
    traceId: '',
    spanId: '',
    body: anyValue(`claude_code.${name}`),
    attributes: Object.entries({ 'event.name': name, 'session.id': 's1', ...attributes }).map(
      ([key, value]) => anAttribute(key, value),
    ),
  })
}
