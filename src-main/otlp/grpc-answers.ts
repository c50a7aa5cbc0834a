import { status as Code, type ServerInterceptingCall } from '@grpc/grpc-js'
import type { ExportOutcome } from './accept.ts'

type RpcAnswer = Parameters<ServerInterceptingCall['sendStatus']>[0]

/** A message that cannot be inflated is the sender's fault, where grpc-js says INTERNAL. */
export function correctAnswer(answer: RpcAnswer): RpcAnswer {
  return answer.code === Code.INTERNAL ? { ...answer, code: Code.INVALID_ARGUMENT } : answer
}

/** What an error means for the export; undefined for success, which its handler tells, and for senders that left. */
export function outcomeOfAnswer({ code, details: message = '' }: RpcAnswer): ExportOutcome | undefined {
  switch (code) {
    case Code.OK:
    case Code.CANCELLED:
    case Code.DEADLINE_EXCEEDED:
      return undefined
    case Code.RESOURCE_EXHAUSTED:
      return { status: 'too-large', message }
    case Code.UNAVAILABLE:
      return { status: 'unavailable', message, retryAfterSeconds: 1 }
    default:
      return { status: 'malformed', message }
  }
}
