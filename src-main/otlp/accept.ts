import type { InFlight } from './in-flight.ts'
import type { RecordShape, Signal } from './signal.ts'

/** One export request, still as bytes. `bytes` is inflated but not decoded, and owned by the receiver of this object. */
export interface ExportRequest {
  readonly signal: Signal
  /** Told by the address; without one the body is what OTLP or Prela sends, which its content tells. */
  readonly shape?: RecordShape | undefined
  readonly encoding: 'protobuf' | 'json'
  readonly bytes: Uint8Array
  /** Undefined where nobody sent it, as for a file. */
  readonly sender?: Sender | undefined
}

/** Where a request came from, as far as its connection tells. */
export interface Sender {
  readonly receiver: 'otlp-http' | 'otlp-grpc'
  readonly userAgent: string
}

/** Committed to disk. `rejected` items could not be stored, and must not be sent again. */
export interface StoredExport {
  readonly status: 'stored'
  readonly signal: Signal
  /** Spans, log records or data points. */
  readonly items: number
  readonly rejected: number
  readonly message: string
}

/** What became of an export request. Each receiver says it in the words of its protocol. */
export type ExportOutcome =
  | StoredExport
  /** Not an export request at all; sending it again would not help. */
  | { readonly status: 'malformed'; readonly message: string }
  | { readonly status: 'too-large'; readonly message: string }
  /** Nothing was stored; the same request may succeed later. */
  | { readonly status: 'unavailable'; readonly message: string; readonly retryAfterSeconds: number }

export type Accept = (request: ExportRequest) => Promise<ExportOutcome>

/** Told by a receiver about every answer it gave, also those it gave without asking `accept`. */
export type OnAnswered = (outcome: ExportOutcome, sender: Sender) => void

export interface Receiver {
  /** Resolves with the port it listens on; rejects with the error of the socket (`EADDRINUSE`, …). */
  listen(port: number): Promise<number>
  /** Stops accepting, lets requests under way finish (5 s at most), frees the port. */
  close(): Promise<void>
}

export interface ReceiverOptions {
  readonly accept: Accept
  readonly onAnswered: OnAnswered
  /** Shared by receivers whose memory counts together; a receiver without one has its own. */
  readonly inFlight?: InFlight
}

/** Request size, on the wire and inflated, as OTLP 1.11 recommends. */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024
/** Items of a request with what they hold, such as events; a byte limit is not a memory limit. */
export const MAX_REQUEST_ITEMS = 100_000
