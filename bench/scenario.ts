import type { Peer } from './peers/peer.ts'
import type { Row } from './row.ts'

export interface BenchContext {
  readonly size: 'quick' | 'default' | 'full'
  /** Installed and wanted. */
  readonly peers: readonly Peer[]
  /** Tells how far it is; not part of the result. */
  say(line: string): void
}

export interface Scenario {
  readonly name: string
  readonly summary: string
  run(context: BenchContext): Promise<readonly Row[]>
}

/** What was measured is void: the program did not do what it was measured at. */
export class WrongResultError extends Error {
  override readonly name = 'WrongResultError'
}

export function expectEqual(what: string, actual: number, expected: number): void {
  if (actual !== expected) throw new WrongResultError(`${what}: ${actual}, not ${expected}`)
}
