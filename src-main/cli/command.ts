import type { Connection } from '../host/connect.ts'
import type { Terminal } from './terminal.ts'

/** One thing `runback` can do. */
export interface Command {
  /** The words that call it, for example "runs list". */
  readonly name: string
  readonly summary: string
  /** What follows the name, for example "RUN [SPAN]". */
  readonly usage: string
  readonly options: Options
  /** Whether an argument may begin with a minus, like -TAG; its options then have no short forms but -h. */
  readonly takesSigns?: boolean
  /** Resolves with the exit code. */
  run(invocation: Invocation): Promise<number>
}

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly help: string
}
export type Options = Readonly<Record<string, Option>>

export interface Invocation {
  /** The command with what it takes, as its help shows it. */
  readonly usage: string
  readonly arguments: readonly string[]
  readonly flags: Readonly<Record<string, string | boolean | undefined>>
  readonly isJson: boolean
  readonly dataDir: string
  readonly version: string
  readonly terminal: Terminal
  readonly connect: (dataDir: string, version: string) => Promise<Connection>
}

export const exitCodes = { ok: 0, problem: 1, usage: 2 } as const

/** The command line does not say something we can do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
