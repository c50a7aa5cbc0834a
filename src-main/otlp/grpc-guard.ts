import {
  status as Code,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
} from '@grpc/grpc-js'
import { isLoopbackHost } from '../base/loopback.ts'
import type { OnAnswered } from './accept.ts'
import { correctAnswer, outcomeOfAnswer } from './grpc-answers.ts'
import { senderOf } from './sender.ts'
import { createSlots } from './slots.ts'

const RECEIVE_WITHIN_MS = 10_000
/**
 * grpc-js does not say how large a message is before it has all of it. Two at a time bound the memory they take, and
 * a sender that stops in the middle of its message does not keep all others waiting.
 */
const MAX_RECEIVING = 2

/**
 * Stands between grpc-js and the handlers: refuses calls for another machine, receives few messages at a time,
 * each in limited time, and tells about every error that is answered, also those grpc-js gives itself.
 */
export function guardCalls(onAnswered: OnAnswered, port: () => number | undefined): ServerInterceptor {
  const slots = createSlots(MAX_RECEIVING)
  return (_method, call) => {
    // grpc-js sends its own errors through these methods of the innermost call, past all interceptors.
    const sendStatus = call.sendStatus.bind(call)
    const startRead = call.startRead.bind(call)
    let stopReceiving = () => {}
    let sender = senderOf('otlp-grpc', undefined)
    call.sendStatus = status => {
      stopReceiving()
      const answer = correctAnswer(status)
      const outcome = outcomeOfAnswer(answer)
      if (outcome !== undefined) onAnswered(outcome, sender)
      sendStatus(answer)
    }
    call.startRead = () => {
      call.startRead = startRead
      stopReceiving = receive(startRead, () => call.sendStatus(tooSlow))
    }
    if (!isLoopbackHost(call.getHost(), port())) call.sendStatus(foreign)
    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        sender = senderOf('otlp-grpc', metadata.get('user-agent')[0])
        next(metadata)
      })
      .withOnReceiveMessage((message, next) => {
        stopReceiving()
        next(message)
      })
      .withOnCancel(() => stopReceiving())
      .build()
    return new ServerInterceptingCall(call, { start: next => next(listener) })
  }

  function receive(start: () => void, onTooSlow: () => void): () => void {
    let deadline: NodeJS.Timeout | undefined
    const leave = slots.take(() => {
      deadline = setTimeout(onTooSlow, RECEIVE_WITHIN_MS)
      start()
    })
    return () => {
      clearTimeout(deadline)
      leave()
    }
  }
}

const foreign = { code: Code.PERMISSION_DENIED, details: 'The :authority names another machine' }
const tooSlow = { code: Code.DEADLINE_EXCEEDED, details: 'The message did not arrive in time' }
