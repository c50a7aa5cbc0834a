import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { Client, credentials, type ServiceError, status } from '@grpc/grpc-js'
import { aRequest, aSpan } from '../../support/otlp-requests.ts'

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'

export type Answer = 'stored' | 'deferred' | 'refused' | 'gone'

export interface Sender {
  send(body: Uint8Array): Promise<Answer>
  close(): void
}

export function anHttpSender(port: number, headers: Readonly<Record<string, string>> = {}): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return {
    send: body =>
      new Promise(resolve => {
        const outgoing = request(
          {
            port,
            host: '127.0.0.1',
            method: 'POST',
            path: '/v1/traces',
            agent,
            headers: { 'content-type': 'application/x-protobuf', ...headers },
          },
          response => {
            response.resume()
            response.on('end', () =>
              resolve(answerOf(response.statusCode ?? 0, response.headers['retry-after'])),
            )
            response.on('error', () => resolve('gone'))
          },
        )
        outgoing.on('error', () => resolve('gone'))
        outgoing.end(body)
      }),
    close: () => agent.destroy(),
  }
}

function answerOf(status: number, retryAfter: string | undefined): Answer {
  if (status === 200) return 'stored'
  if (status === 503 || status === 429) {
    if (retryAfter === undefined) throw new Error(`${status} without Retry-After`)
    return 'deferred'
  }
  if (status >= 500) throw new Error(`a sender must not be answered ${status}`)
  return 'refused'
}

export function aGrpcSender(port: number): Sender {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.max_send_message_length': -1,
    'grpc.enable_retries': 0,
  })
  const asItIs = (bytes: Buffer) => bytes
  return {
    send: body =>
      new Promise(resolve => {
        client.makeUnaryRequest(EXPORT, asItIs, asItIs, Buffer.from(body), error =>
          resolve(error === null ? 'stored' : answerOfError(error)),
        )
      }),
    close: () => client.close(),
  }
}

/** A channel that broke says UNAVAILABLE as well, without our details. */
function answerOfError({ code, metadata }: ServiceError): Answer {
  if (code === status.UNAVAILABLE) {
    return metadata.get('grpc-status-details-bin').length > 0 ? 'deferred' : 'gone'
  }
  return code === status.INVALID_ARGUMENT || code === status.RESOURCE_EXHAUSTED ? 'refused' : 'gone'
}

/** A run of `spans` spans with a prompt of `promptBytes` each; nothing of it is like anything else. */
export function aRun(
  spans: number,
  promptBytes: number,
): { readonly runId: string; readonly body: Uint8Array } {
  const runId = randomBytes(16).toString('hex')
  const startUnixNano = BigInt(Date.now()) * 1_000_000n
  const body = aRequest(
    Array.from({ length: spans }, (_, n) =>
      aSpan({
        traceId: runId,
        spanId: randomBytes(8).toString('hex'),
        startUnixNano: startUnixNano + BigInt(n),
        endUnixNano: startUnixNano + BigInt(n) + 1_000_000n,
        attributes: new Map([
          ['gen_ai.operation.name', 'chat'],
          ['gen_ai.request.model', 'gpt-5'],
          ['gen_ai.input.messages', promptOf(promptBytes)],
        ]),
      }),
    ),
  )
  return { runId, body }
}

function promptOf(sizeBytes: number): string {
  const content = randomBytes(Math.ceil(sizeBytes / 2)).toString('hex')
  return JSON.stringify([{ role: 'user', parts: [{ type: 'text', content }] }])
}
