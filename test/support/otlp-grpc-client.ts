import { type ClientHttp2Session, connect } from 'node:http2'
import { type ChannelOptions, Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js'
import { onTestFinished } from 'vitest'

export interface GrpcReply {
  readonly code: number
  readonly details: string
  readonly body: Buffer
  readonly metadata: Metadata
}

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'

/** A grpc-js client that sends and reads messages as bytes; closed when the test ends. */
export function aGrpcClient(port: number, options: ChannelOptions = {}, host = '127.0.0.1') {
  const client = new Client(`${host}:${port}`, credentials.createInsecure(), {
    'grpc.max_send_message_length': -1,
    'grpc.enable_retries': 0,
    ...options,
  })
  onTestFinished(() => client.close())
  return { call }

  function call(body: Uint8Array, path: string = EXPORT): Promise<GrpcReply> {
    return new Promise(resolve => {
      const done = (error: ServiceError | null, reply = Buffer.alloc(0)) => {
        const { code = 0, details = '', metadata = new Metadata() } = error ?? {}
        resolve({ code, details, metadata, body: reply })
      }
      client.makeUnaryRequest(path, asItIs, asItIs, Buffer.from(body), done)
    })
  }
}

/** gzip (2) is sent by grpc-js when a channel asks for it. */
export const GZIP_CHANNEL: ChannelOptions = { 'grpc.default_compression_algorithm': 2 }

export interface FrameCall {
  readonly port: number
  readonly frame: Uint8Array
  readonly authority?: string
  readonly encoding?: string
}

/** Sends one length-prefixed message as it is over HTTP/2 and returns the trailers' status. */
export function callFrame({ port, frame, authority, encoding = 'gzip' }: FrameCall): Promise<number> {
  const session: ClientHttp2Session = connect(`http://127.0.0.1:${port}`)
  onTestFinished(() => session.destroy())
  return new Promise((resolve, reject) => {
    session.on('error', reject)
    const stream = session.request({
      ':method': 'POST',
      ':path': EXPORT,
      'content-type': 'application/grpc',
      'grpc-encoding': encoding,
      te: 'trailers',
      ...(authority === undefined ? {} : { ':authority': authority }),
    })
    const readStatus = (headers: { readonly 'grpc-status'?: unknown }) => {
      if (headers['grpc-status'] !== undefined) resolve(Number(headers['grpc-status']))
    }
    stream.on('response', readStatus)
    stream.on('trailers', readStatus)
    stream.on('error', reject)
    stream.resume()
    stream.end(frame)
  })
}

/** A gRPC message frame. */
export function grpcFrame(message: Uint8Array, isCompressed: boolean): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(isCompressed ? 1 : 0, 0)
  head.writeUInt32BE(message.length, 1)
  return Buffer.concat([head, message])
}

function asItIs(bytes: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(bytes)
}
