import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { createRemoteCaller } from '../../../src-main/http/remote-caller.ts'
import { type ChildProgram, startProgram } from '../../support/child-program.ts'
import { findHost, flagsOf } from '../../support/running-app.ts'

export interface ServedHost {
  readonly program: ChildProgram
  readonly pid: number
  readonly otlpHttpPort: number
  readonly otlpGrpcPort: number
  readonly caller: ReturnType<typeof createRemoteCaller>
  kill(): Promise<void>
  stop(): Promise<number | null>
  /**
   * What the process holds for itself, in MB, without files that it only maps; undefined where the system does not
   * tell.
   */
  memoryMb(): number | undefined
}

/** Runback in a process of its own, as `runback serve` starts it. */
export async function aServedHost(dataDir: string): Promise<ServedHost> {
  const program = startProgram(['src-main/cli/main.ts', 'serve', ...flagsOf({ dataDir })])
  const pid = program.child.pid ?? 0
  await program.printed(/http:\/\//)
  const { apiPort, token, otlpHttpPort, otlpGrpcPort } = await findHost(dataDir)
  onTestFinished(async () => void (await program.stop()))
  return {
    program,
    pid,
    otlpHttpPort,
    otlpGrpcPort,
    caller: createRemoteCaller({ port: apiPort, token }),
    async kill() {
      program.child.kill('SIGKILL')
      if (program.child.exitCode === null && program.child.signalCode === null)
        await once(program.child, 'exit')
    },
    stop: program.stop,
    memoryMb: () => memoryOf(pid),
  }
}

function memoryOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024)
  } catch {
    return undefined
  }
}
