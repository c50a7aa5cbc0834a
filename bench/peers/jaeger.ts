import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Peer } from './peer.ts'
import { freePorts, installStep, peerDir, startPeerProgram } from './peer-program.ts'

const VERSION = 'v1.60.0'
const PROGRAM = join(peerDir('jaeger'), process.platform === 'win32' ? 'all-in-one.exe' : 'all-in-one')

export const jaeger: Peer = {
  name: `Jaeger ${VERSION.slice(1)}`,
  keeps: 'in memory',
  isInstalled: () => existsSync(PROGRAM),
  install: () =>
    installStep('jaeger', 'go', ['install', `github.com/jaegertracing/jaeger/cmd/all-in-one@${VERSION}`], {
      GOBIN: peerDir('jaeger'),
    }),
  async start() {
    const [http = 0, grpc = 0, query = 0, queryGrpc = 0, admin = 0, collector = 0, sampling = 0] =
      await freePorts(7)
    const listen = {
      'collector.otlp.http.host-port': http,
      'collector.otlp.grpc.host-port': grpc,
      'query.http-server.host-port': query,
      'query.grpc-server.host-port': queryGrpc,
      'admin.http.host-port': admin,
      'collector.grpc-server.host-port': collector,
      'collector.http-server.host-port': sampling,
      'http-server.host-port': 0,
      'processor.jaeger-compact.server-host-port': 0,
      'processor.jaeger-binary.server-host-port': 0,
      'processor.zipkin-compact.server-host-port': 0,
    }
    const flags = Object.entries(listen).map(([name, port]) => `--${name}=127.0.0.1:${port}`)
    const args = ['--collector.otlp.enabled=true', ...flags]
    const program = await startPeerProgram(PROGRAM, args, {}, `http://127.0.0.1:${admin}/`)
    return {
      target: { protocol: 'http', port: http },
      // It lists at most so many traces at once that asking would be the slower part.
      countSpans: async () => undefined,
      close: program.close,
    }
  },
}
