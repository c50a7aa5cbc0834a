import { Agent, request } from 'node:http'
import type { Connection } from './target.ts'

/** One kept-alive connection to an OTLP/HTTP receiver. */
export function openHttpConnection(port: number, path = '/v1/traces'): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    send: body =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/x-protobuf', 'content-length': body.length }
        const outgoing = request(
          { host: '127.0.0.1', port, path, method: 'POST', agent, headers },
          response => {
            response.resume().once('end', () => resolve(response.statusCode === 200))
          },
        )
        outgoing.once('error', reject)
        outgoing.end(body)
      }),
    close: () => agent.destroy(),
  }
}
