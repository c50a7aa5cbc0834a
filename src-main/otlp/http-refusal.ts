import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from '../base/loopback.ts'
import type { HttpAnswer } from './http-answer.ts'
import type { Encoding } from './rpc-status.ts'
import { type Signal, signalNames, signals } from './signal.ts'

/** Looks at the head of a request. Only a sender on this machine that is no web page gets past it. */
export function refusalOf(request: IncomingMessage, port: number | undefined): HttpAnswer | undefined {
  const { host = [], origin } = request.headersDistinct
  if (host.length !== 1 || !isLoopbackHost(host[0], port)) {
    return refusal(421, 'The Host header names another machine')
  }
  if (origin !== undefined) return refusal(403, 'Web pages may not send telemetry here')
  return refusalOfPath(request) ?? refusalOfContent(request)
}

/** Which signal the path of a request is for. */
export function signalOf(request: IncomingMessage): Signal | undefined {
  const path = request.url?.split('?', 1)[0]
  return signalNames.find(signal => signals[signal].path === path)
}

export function encodingOf(request: IncomingMessage): Encoding | undefined {
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (mediaType === 'application/x-protobuf') return 'protobuf'
  return mediaType === 'application/json' ? 'json' : undefined
}

export function isGzip(request: IncomingMessage): boolean {
  return contentEncodingOf(request) === 'gzip'
}

function refusalOfPath(request: IncomingMessage): HttpAnswer | undefined {
  if (signalOf(request) === undefined) {
    return refusal(404, `Telemetry is sent to ${signalNames.map(signal => signals[signal].path).join(', ')}`)
  }
  return request.method === 'POST'
    ? undefined
    : refusal(405, 'Telemetry is sent with POST', { allow: 'POST' })
}

function refusalOfContent(request: IncomingMessage): HttpAnswer | undefined {
  if (encodingOf(request) === undefined) {
    return refusal(415, 'Send application/x-protobuf or application/json')
  }
  if (['identity', 'gzip'].includes(contentEncodingOf(request))) return undefined
  const headers = { 'accept-encoding': 'gzip, identity' }
  return refusal(415, 'Send the body as it is or with Content-Encoding: gzip', headers)
}

function contentEncodingOf(request: IncomingMessage): string {
  return request.headers['content-encoding']?.trim().toLowerCase() || 'identity'
}

function refusal(httpStatus: number, message: string, headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return { httpStatus, outcome: { status: 'malformed', message }, headers }
}
