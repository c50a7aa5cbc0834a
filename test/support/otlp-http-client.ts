import { type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { Reader } from 'protobufjs/minimal.js'

export interface HttpReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export interface HttpCall {
  readonly port: number
  readonly host?: string
  readonly method?: string
  readonly path?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: Uint8Array | string
}

/** POST /v1/traces in protobuf, unless the call says otherwise. */
export function callHttp(call: HttpCall): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port: call.port,
        host: call.host ?? '127.0.0.1',
        method: call.method ?? 'POST',
        path: call.path ?? '/v1/traces',
        headers: { 'content-type': 'application/x-protobuf', ...call.headers },
        agent: false,
      },
      response => {
        response.toArray().then(chunks => {
          const { statusCode: status = 0, headers } = response
          resolve({ status, headers, body: Buffer.concat(chunks) })
        }, reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(call.body)
  })
}

/** Sends bytes as they are and returns everything that comes back before the other side closes. */
export function callRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let reply = ''
    socket.on('data', chunk => {
      reply += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(reply))
    socket.on('error', reject)
    socket.write(text)
  })
}

export interface DecodedStatus {
  readonly code: number
  readonly message: string
  readonly details: readonly { readonly typeUrl: string; readonly value: Buffer }[]
}

/** Reads a google.rpc.Status. */
export function decodeStatus(bytes: Uint8Array): DecodedStatus {
  const reader = Reader.create(bytes)
  let code = 0
  let message = ''
  const details: { typeUrl: string; value: Buffer }[] = []
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    if (tag === 8) code = reader.int32()
    else if (tag === 18) message = reader.string()
    else if (tag === 26) details.push(decodeAny(reader.bytes()))
    else throw new Error(`A Status has no tag ${tag}`)
  }
  return { code, message, details }
}

function decodeAny(bytes: Uint8Array): { typeUrl: string; value: Buffer } {
  const reader = Reader.create(bytes)
  if (reader.uint32() !== 10) throw new Error('An Any begins with its type')
  const typeUrl = reader.string()
  if (reader.uint32() !== 18) throw new Error('An Any ends with its value')
  return { typeUrl, value: Buffer.from(reader.bytes()) }
}
