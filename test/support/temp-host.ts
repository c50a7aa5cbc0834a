import { onTestFinished } from 'vitest'
import { type Host, type HostOptions, startHost } from '../../src-main/host/start-host.ts'
import { tempDir } from './temp-dir.ts'

/** A whole Runback on free ports in a folder of its own, without a window; closed when the test ends. */
export async function tempHost(
  differences: Partial<HostOptions> = {},
): Promise<Host & { readonly dataDir: string }> {
  const dataDir = differences.dataDir ?? tempDir()
  const host = await startHost({
    host: 'serve',
    dataDir,
    ports: { api: 0, otlpHttp: 0, otlpGrpc: 0 },
    rendererDir: undefined,
    version: '0.0.0',
    log: () => undefined,
    ...differences,
  })
  onTestFinished(() => host.close())
  return { ...host, dataDir }
}

/** The ports that its receivers were given. */
export async function otlpPortsOf(host: Host): Promise<{ otlpHttpPort: number; otlpGrpcPort: number }> {
  const { receivers } = await host.caller.call('status', {})
  const portOf = (name: string) => receivers.find(receiver => receiver.name === name)?.port ?? 0
  return { otlpHttpPort: portOf('otlp-http'), otlpGrpcPort: portOf('otlp-grpc') }
}
