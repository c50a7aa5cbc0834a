import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

export interface ChildProgram {
  readonly child: ChildProcess
  output(): string
  /** Resolves with the first match in what was printed; fails with all of it when the process ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  /** The exit code, once there is one. */
  readonly ended: Promise<number | null>
  /** Asks the process to terminate, unless it has ended. */
  stop(): Promise<number | null>
}

/** Runs a script of ours under the Node that runs the tests. */
export function startProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  channel: readonly 'ipc'[] = [],
): ChildProgram {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...channel],
  })
  let output = ''
  // Unlike `exit`, `close` comes after the last of the output.
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      child.emit('printed')
    })
  }
  return {
    child,
    output: () => output,
    printed: pattern =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output)
          if (match !== null) resolve(match)
        }
        child.on('printed', look)
        child.once('close', code => reject(new Error(`ended with ${code} before ${pattern}:\n${output}`)))
        look()
      }),
    ended,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
