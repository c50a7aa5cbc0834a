import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type LoopbackSockets, listenOnLoopback } from '../base/loopback.ts'
import { type ExportOutcome, MAX_REQUEST_BYTES, type Receiver, type ReceiverOptions } from './accept.ts'
import { outcomeOf } from './ask-accept.ts'
import { answerOf, type HttpAnswer, sendAnswer } from './http-answer.ts'
import { compressionOf, encodingOf, refusalOf } from './http-refusal.ts'
import { routeOf } from './http-route.ts'
import { type Claim, createInFlight } from './in-flight.ts'
import { readBody, tooLarge } from './read-body.ts'
import type { Encoding } from './rpc-status.ts'
import { senderOf } from './sender.ts'

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 10_000,
} as const
const MAX_CONNECTIONS = 256
const CLOSE_WITHIN_MS = 5_000

/**
 * OTLP/HTTP: POST /v1/traces, /v1/logs and /v1/metrics in protobuf or JSON, and the addresses of exporters that
 * speak no OTLP. It never looks into a payload.
 */
export function createHttpReceiver(options: ReceiverOptions): Receiver {
  const inFlight = options.inFlight ?? createInFlight()
  const servers: Server[] = []
  let sockets: LoopbackSockets | undefined
  let isClosing = false

  return { listen, close }

  async function listen(port: number): Promise<number> {
    sockets = await listenOnLoopback(newServer, port)
    return sockets.port
  }

  async function close(): Promise<void> {
    isClosing = true
    const deadline = setTimeout(() => {
      for (const server of servers) server.closeAllConnections()
    }, CLOSE_WITHIN_MS)
    await sockets?.close()
    clearTimeout(deadline)
  }

  function newServer(): Server {
    // A missing Host is refused by us, in the encoding of the request.
    const server = createServer(
      { ...LIMITS, requireHostHeader: false, noDelay: true },
      (request, response) => {
        void onRequest(request, response)
      },
    )
    server.maxConnections = MAX_CONNECTIONS
    servers.push(server)
    return server
  }

  async function onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encoding = encodingOf(request) ?? 'protobuf'
    const answer = refusalOf(request, sockets?.port) ?? (await answerExport(request, encoding))
    // What still arrives of a request is read and forgotten, so the sender gets to see the answer.
    request.resume()
    if (answer === undefined) return
    if (isClosing) response.setHeader('connection', 'close')
    sendAnswer(response, encoding, answer)
    options.onAnswered(answer.outcome, senderOf('otlp-http', request.headers['user-agent']))
  }

  /** Undefined when the sender left before its request was complete. */
  async function answerExport(request: IncomingMessage, encoding: Encoding): Promise<HttpAnswer | undefined> {
    if (Number(request.headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) return answerOf(tooLarge())
    const claim = inFlight.claim()
    const outcome = await receive(request, encoding, claim)
    claim.release()
    return outcome && answerOf(outcome, routeOf(request)?.shape)
  }

  async function receive(
    request: IncomingMessage,
    encoding: Encoding,
    claim: Claim,
  ): Promise<ExportOutcome | undefined> {
    const body = await readBody(request, compressionOf(request) ?? 'identity', claim)
    if (body.status === 'abandoned') return undefined
    const route = routeOf(request) ?? { signal: 'traces' }
    return body.status === 'refused'
      ? body.outcome
      : outcomeOf(options.accept, {
          ...route,
          encoding,
          bytes: body.bytes,
          sender: senderOf('otlp-http', request.headers['user-agent']),
        })
  }
}
