import { connect } from 'node:http2'
import type { Connection } from './target.ts'

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'
const WINDOW_BYTES = 4 * 1024 * 1024

/** One connection to an OTLP/gRPC receiver. Written over HTTP/2, so that no client library is measured. */
export function openGrpcConnection(port: number): Connection {
  const session = connect(`http://127.0.0.1:${port}`, { settings: { initialWindowSize: WINDOW_BYTES } })
  // Each stream reports the failure that its session had.
  session.on('error', () => undefined)
  return {
    send: body =>
      new Promise((resolve, reject) => {
        const stream = session.request({
          ':method': 'POST',
          ':path': EXPORT,
          'content-type': 'application/grpc',
          te: 'trailers',
        })
        let status: unknown
        const readStatus = (headers: { readonly 'grpc-status'?: unknown }) => {
          status = headers['grpc-status'] ?? status
        }
        stream.on('response', readStatus)
        stream.on('trailers', readStatus)
        stream.once('error', reject)
        stream.once('close', () => resolve(status === '0'))
        stream.resume()
        stream.write(frameHead(body.length))
        stream.end(body)
      }),
    close: () => session.close(),
  }
}

function frameHead(length: number): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(length, 1)
  return head
}
