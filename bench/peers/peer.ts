import type { Target } from '../send/target.ts'

/** Another program that takes OpenTelemetry in, measured beside ours with the same payloads. */
export interface Peer {
  readonly name: string
  /** What it is, for a reader of the table: where it keeps what it accepts. */
  readonly keeps: string
  isInstalled(): boolean
  /** Rejects with what went wrong. */
  install(): Promise<void>
  /** `dataDir` is its own and goes away afterwards. */
  start(dataDir: string): Promise<RunningPeer>
}

export interface RunningPeer {
  readonly target: Target
  /** How many spans it has; undefined where it cannot be asked. */
  countSpans(): Promise<number | undefined>
  close(): Promise<void>
}
