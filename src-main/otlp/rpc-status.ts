import { Writer } from 'protobufjs/minimal.js'
import type { ExportRequest, StoredExport } from './accept.ts'
import { signals } from './signal.ts'

export type Encoding = ExportRequest['encoding']

/** Codes of google.rpc.Code that a receiver uses. */
export const RpcCode = {
  invalidArgument: 3,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  internal: 13,
  unimplemented: 12,
  unavailable: 14,
} as const

export interface RpcStatus {
  readonly code: number
  readonly message: string
  /** Becomes a RetryInfo, which tells the sender that the same request may succeed later. */
  readonly retryAfterSeconds?: number
}

/** gRPC sends a message as a header, and peers take 8 KiB of headers. */
const MAX_MESSAGE_CHARACTERS = 1_000
const RETRY_INFO = 'type.googleapis.com/google.rpc.RetryInfo'

/** The body of a google.rpc.Status. */
export function encodeRpcStatus(status: RpcStatus, encoding: Encoding): Uint8Array {
  const message = shorten(status.message)
  if (encoding === 'json') return jsonBytes({ code: status.code, message, details: jsonDetails(status) })
  const writer = Writer.create().uint32(8).int32(status.code).uint32(18).string(message)
  if (status.retryAfterSeconds !== undefined) {
    writer.uint32(26).fork().uint32(10).string(RETRY_INFO)
    writer.uint32(18).bytes(retryInfo(status.retryAfterSeconds)).ldelim()
  }
  return writer.finish()
}

/** The body of an answer to an export; empty unless something was rejected or has to be said. */
export function encodeExportResponse(outcome: StoredExport, encoding: Encoding): Uint8Array {
  const { rejected } = outcome
  const message = shorten(outcome.message)
  const isFullSuccess = rejected === 0 && message === ''
  if (encoding === 'json') {
    const { rejectedMember } = signals[outcome.signal]
    const partialSuccess = { [rejectedMember]: String(rejected), errorMessage: message }
    return jsonBytes(isFullSuccess ? {} : { partialSuccess })
  }
  const writer = Writer.create()
  if (!isFullSuccess) writer.uint32(10).fork().uint32(8).int64(rejected).uint32(18).string(message).ldelim()
  return writer.finish()
}

function retryInfo(seconds: number): Uint8Array {
  return Writer.create().uint32(10).fork().uint32(8).int64(Math.ceil(seconds)).ldelim().finish()
}

function jsonDetails(status: RpcStatus): object[] {
  if (status.retryAfterSeconds === undefined) return []
  return [{ '@type': RETRY_INFO, retryDelay: `${Math.ceil(status.retryAfterSeconds)}s` }]
}

function jsonBytes(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

/** A message that any header and any JSON reader takes: short, without halves of surrogate pairs. */
export function shorten(message: string): string {
  return message.slice(0, MAX_MESSAGE_CHARACTERS).toWellFormed()
}
