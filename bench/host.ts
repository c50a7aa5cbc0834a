import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { storePathIn } from '../src-main/host/data-dir.ts'
import type { Target } from './send/target.ts'
import { endWithUs } from './started-programs.ts'

export const ROOT = join(import.meta.dirname, '..')

/** A Runback in a process of its own, started as a user starts it. */
export interface RunningHost {
  readonly pid: number
  readonly storePath: string
  /** Opens the window in a browser; good for once. */
  readonly link: string
  readonly http: Target
  readonly grpc: Target
  close(): Promise<void>
}

/** The bundle is what is installed; the sources take more memory and start slower. */
export const BUNDLE = join(ROOT, 'out/main/cli.js')
const SOURCES = join(ROOT, 'src-main/cli/main.ts')

/** Where each thread of a host leaves its processor profile, if one is wanted; profiles name lines of the sources. */
const profileDir = process.env.RUNBACK_BENCH_PROFILE

export async function startHost(dataDir: string): Promise<RunningHost> {
  const program =
    profileDir === undefined ? [BUNDLE] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`, SOURCES]
  const ports = ['--api-port', '0', '--otlp-http-port', '0', '--otlp-grpc-port', '0']
  const args = [...program, 'serve', '--json', '--data-dir', dataDir, ...ports]
  const child = endWithUs(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }))
  const addresses = JSON.parse(await firstLine(child))
  return {
    pid: addresses.pid,
    storePath: storePathIn(dataDir),
    link: addresses.link,
    http: { protocol: 'http', port: addresses.otlpHttpPort },
    grpc: { protocol: 'grpc', port: addresses.otlpGrpcPort },
    async close() {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('Runback has no output')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error('Runback ended before it was ready')
}
