import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from '../base/loopback.ts'
import type { HttpAnswer } from './http-answer.ts'
import { routeOf, routePaths } from './http-route.ts'
import { type Compression, compressions } from './read-body.ts'
import type { Encoding } from './rpc-status.ts'

/** Looks at the head of a request. Only a sender on this machine that is no web page gets past it. */
export function refusalOf(request: IncomingMessage, port: number | undefined): HttpAnswer | undefined {
  const { host = [], origin } = request.headersDistinct
  if (host.length !== 1 || !isLoopbackHost(host[0], port)) {
    return refusal(421, 'The Host header names another machine')
  }
  if (origin !== undefined) return refusal(403, 'Web pages may not send telemetry here')
  return refusalOfPath(request) ?? refusalOfContent(request)
}

export function encodingOf(request: IncomingMessage): Encoding | undefined {
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (mediaType === 'application/x-protobuf') return 'protobuf'
  return mediaType === 'application/json' ? 'json' : undefined
}

/** Undefined when it is none that can be undone. */
export function compressionOf(request: IncomingMessage): Compression | undefined {
  const named = request.headers['content-encoding']?.trim().toLowerCase() || 'identity'
  return compressions.find(compression => compression === named)
}

function refusalOfPath(request: IncomingMessage): HttpAnswer | undefined {
  if (routeOf(request) === undefined) {
    return refusal(404, `Telemetry is sent to ${routePaths.join(', ')}`)
  }
  return request.method === 'POST'
    ? undefined
    : refusal(405, 'Telemetry is sent with POST', { allow: 'POST' })
}

function refusalOfContent(request: IncomingMessage): HttpAnswer | undefined {
  const encoding = encodingOf(request)
  if (encoding === undefined) return refusal(415, 'Send application/x-protobuf or application/json')
  const isRecord = routeOf(request)?.shape !== undefined
  if (isRecord && encoding !== 'json') return refusal(415, 'Send application/json')
  if (compressionOf(request) !== undefined) return undefined
  const headers = { 'accept-encoding': compressions.join(', ') }
  return refusal(415, 'Send the body as it is or with Content-Encoding: gzip or zstd', headers)
}

function refusal(httpStatus: number, message: string, headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return { httpStatus, outcome: { status: 'malformed', message }, headers }
}
