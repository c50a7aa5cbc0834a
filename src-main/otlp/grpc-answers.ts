import {
  status as Code,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
} from '@grpc/grpc-js'
import type { ExportOutcome, OnAnswered } from './accept.ts'
import { isLoopbackHost } from './loopback.ts'

type RpcAnswer = Parameters<ServerInterceptingCall['sendStatus']>[0]

const RECEIVE_WITHIN_MS = 60_000

/**
 * Tells about every error a call is answered with, also those grpc-js gives before a handler runs, and refuses
 * calls for another machine or that never finish sending. Success is told by the handler, which knows the count.
 */
export function observeAnswers(onAnswered: OnAnswered, port: () => number | undefined): ServerInterceptor {
  return (_method, call) => {
    const sendStatus = call.sendStatus.bind(call)
    // grpc-js sends its own errors through this method of the innermost call, past all interceptors.
    call.sendStatus = status => {
      clearTimeout(receiving)
      const corrected = correct(status)
      const outcome = outcomeOfStatus(corrected)
      if (outcome !== undefined) onAnswered(outcome)
      sendStatus(corrected)
    }
    const receiving = setTimeout(() => {
      call.sendStatus({ code: Code.DEADLINE_EXCEEDED, details: 'The message did not arrive in time' })
    }, RECEIVE_WITHIN_MS)
    if (!isLoopbackHost(call.getHost(), port())) {
      call.sendStatus({ code: Code.PERMISSION_DENIED, details: 'The :authority names another machine' })
    }
    const listener = new ServerListenerBuilder()
      .withOnReceiveMessage((message, next) => {
        clearTimeout(receiving)
        next(message)
      })
      .withOnCancel(() => clearTimeout(receiving))
      .build()
    return new ServerInterceptingCall(call, { start: next => next(listener) })
  }
}

/** A message that cannot be inflated is the sender's fault, where grpc-js says INTERNAL. */
function correct(status: RpcAnswer): RpcAnswer {
  return status.code === Code.INTERNAL ? { ...status, code: Code.INVALID_ARGUMENT } : status
}

function outcomeOfStatus({ code, details: message = '' }: RpcAnswer): ExportOutcome | undefined {
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
