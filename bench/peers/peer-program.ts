import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ROOT } from '../host.ts'
import { endWithUs } from '../started-programs.ts'

const START_WITHIN_MS = 60_000
const INSTALL_WITHIN_MS = 15 * 60_000
const END_WITHIN_MS = 5_000

export function peerDir(name: string): string {
  return join(ROOT, 'node_modules/.cache/runback-bench/peers', name)
}

/** Runs a step of an installation in the folder of the peer. */
export async function installStep(
  name: string,
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const cwd = peerDir(name)
  mkdirSync(cwd, { recursive: true })
  const env = { ...process.env, ...environment }
  await promisify(execFile)(command, args, {
    cwd,
    env,
    timeout: INSTALL_WITHIN_MS,
    maxBuffer: 64 * 1024 * 1024,
  })
}

export async function npmInstall(name: string, packageAndVersion: string): Promise<void> {
  await installStep(name, 'npm', [
    'install',
    '--prefix',
    '.',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    packageAndVersion,
  ])
}

export interface PeerProgram {
  readonly child: ChildProcess
  close(): Promise<void>
}

/** Starts a program that listens on `port`; resolves when `path` there answers anything at all. */
export async function startPeerProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: string,
): Promise<PeerProgram> {
  const child = endWithUs(spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' }))
  const failed = once(child, 'error').then(([error]) => Promise.reject(error))
  await Promise.race([untilAnswers(ready, child), failed])
  return {
    child,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      const overdue = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS)
      await exited
      clearTimeout(overdue)
    },
  }
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const deadlineMs = performance.now() + START_WITHIN_MS
  for (;;) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isUp) return
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} before it was ready`)
    if (performance.now() > deadlineMs) {
      child.kill('SIGKILL')
      throw new Error(`it was not ready within ${START_WITHIN_MS / 1000} s`)
    }
    await wait(100)
  }
}

/** Ports that were free a moment ago. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  return servers.map(server => {
    const address = server.address()
    server.close()
    if (address === null || typeof address === 'string') throw new Error('A server that listens has a port')
    return address.port
  })
}
