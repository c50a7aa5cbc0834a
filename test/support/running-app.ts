import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { createRemoteCaller } from '../../src-main/http/remote-caller.ts'

/** Ports left out come from the settings; specs ask for any free one, which is 0. */
export interface LaunchOptions {
  readonly dataDir: string
  readonly ports?: { readonly api?: number; readonly otlpHttp?: number; readonly otlpGrpc?: number }
  readonly env?: Readonly<Record<string, string>>
  /** Files to open, as if they were dropped on the app's icon. */
  readonly files?: readonly string[]
}

/** Runback with a page that shows it, whatever carries the page. */
export interface RunningApp {
  readonly kind: 'browser-host' | 'electron-stand-in' | 'electron'
  readonly page: Page
  readonly apiPort: number
  readonly token: string
  readonly otlpHttpPort: number
  readonly otlpGrpcPort: number
  readonly dataDir: string
  /** What the process has printed so far. */
  output(): string
  /** Ends the process as its user would, and says with which code it ended. */
  close(): Promise<number | null>
}

export function flagsOf({ dataDir, ports = {} }: LaunchOptions): string[] {
  const { api = 0, otlpHttp = 0, otlpGrpc = 0 } = ports
  return [
    ['--data-dir', dataDir],
    ['--api-port', `${api}`],
    ['--otlp-http-port', `${otlpHttp}`],
    ['--otlp-grpc-port', `${otlpGrpc}`],
  ].flat()
}

interface RunningHost {
  readonly apiPort: number
  readonly token: string
  readonly otlpHttpPort: number
  readonly otlpGrpcPort: number
}

/** Finds a running host by what it leaves in its data folder, as other processes do. */
export async function findHost(dataDir: string): Promise<RunningHost> {
  const { apiPort }: { apiPort: number } = await vi.waitFor(
    () => JSON.parse(readFileSync(join(dataDir, 'host.json'), 'utf8')),
    { timeout: 20_000, interval: 50 },
  )
  const token = readFileSync(join(dataDir, 'token'), 'utf8').trim()
  const { receivers } = await createRemoteCaller({ port: apiPort, token }).call('status', {})
  const portOf = (name: string) => receivers.find(receiver => receiver.name === name)?.port ?? 0
  return { apiPort, token, otlpHttpPort: portOf('otlp-http'), otlpGrpcPort: portOf('otlp-grpc') }
}
