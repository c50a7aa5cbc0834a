import { APICallError } from '@ai-sdk/provider'
import type { AskFailure } from '../answer.ts'

const RETRYABLE = new Set([408, 409, 425, 429])
/** A key that is refused, or a model that is not there. */
const FOR_ALL = new Set([401, 403, 404])
const MS_PER_SECOND = 1000

/** What went wrong, in a sentence without anything that was sent. */
export function describeFailure(error: unknown, nowMs: number): AskFailure {
  if (!APICallError.isInstance(error)) {
    return {
      message: `The connection failed: ${reasonOf(error)}`,
      isRetryable: true,
      isForAll: false,
      retryAfterMs: undefined,
    }
  }
  const { statusCode, responseHeaders, message } = error
  if (statusCode === undefined) {
    return {
      message: `The connection failed: ${reasonOf(error.cause ?? error)}`,
      isRetryable: true,
      isForAll: false,
      retryAfterMs: undefined,
    }
  }
  return {
    message: `The provider answered ${statusCode}: ${message}`,
    isForAll: FOR_ALL.has(statusCode),
    isRetryable: RETRYABLE.has(statusCode) || statusCode >= 500,
    retryAfterMs: retryAfter(responseHeaders?.['retry-after'], nowMs),
  }
}

/** Seconds, or a date. */
function retryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * MS_PER_SECOND
  const atMs = Date.parse(value)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}

/** An error of fetch says why only in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}
