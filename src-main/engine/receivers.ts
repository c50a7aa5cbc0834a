import { ProblemError } from '#contract/problems.ts'
import type { ReceiverName, ReceiverStatus } from '#contract/status.ts'
import { errorCode } from '../base/error-code.ts'
import type { Accept, ExportOutcome, OnAnswered, Receiver, ReceiverOptions, Sender } from '../otlp/accept.ts'
import { createGrpcReceiver } from '../otlp/grpc-receiver.ts'
import { createHttpReceiver } from '../otlp/http-receiver.ts'
import type { InFlight } from '../otlp/in-flight.ts'
import { findFreePort, findPortHolder } from './port-holder.ts'

const factories: Readonly<Record<ReceiverName, (options: ReceiverOptions) => Receiver>> = {
  'otlp-http': createHttpReceiver,
  'otlp-grpc': createGrpcReceiver,
}

export interface ReceiverHandle {
  status(): ReceiverStatus
  /** Tries the port; what came of it is in the status. */
  start(port: number): Promise<void>
  /** Listens on another port instead; when that fails the old one stays. */
  move(port: number): Promise<ReceiverStatus>
  close(): Promise<void>
}

export interface ReceiverHandleOptions {
  readonly name: ReceiverName
  readonly accept: Accept
  readonly inFlight: InFlight
  /** Told when the status has something new to say. */
  readonly onChanged: () => void
  readonly onRefused: OnAnswered
}

/** One receiver with its port, its state and what it answered so far. */
export function createReceiverHandle({
  name,
  accept,
  inFlight,
  onChanged,
  onRefused,
}: ReceiverHandleOptions): ReceiverHandle {
  let receiver: Receiver | undefined
  let port = 0
  let listening: ReceiverStatus['listening'] = { state: 'closed' }
  let counters: ReceiverStatus['counters'] = {
    requests: 0,
    spans: 0,
    logRecords: 0,
    dataPoints: 0,
    refused: 0,
    deferred: 0,
    lastRefusal: null,
  }

  function onAnswered(outcome: ExportOutcome, sender: Sender): void {
    counters = count(counters, outcome)
    if (outcome.status !== 'stored') onRefused(outcome, sender)
    onChanged()
  }

  async function open(wanted: number): Promise<void> {
    const opened = factories[name]({ accept, inFlight, onAnswered })
    port = await opened.listen(wanted)
    receiver = opened
    listening = { state: 'listening' }
  }

  async function start(wanted: number): Promise<void> {
    port = wanted
    try {
      await open(wanted)
    } catch (error) {
      listening = await explain(error, wanted)
    }
    onChanged()
  }

  async function move(wanted: number): Promise<ReceiverStatus> {
    const former = receiver
    if (former !== undefined && wanted === port) return status()
    try {
      await open(wanted)
    } catch (error) {
      throw await toProblem(error, wanted)
    }
    await former?.close()
    onChanged()
    return status()
  }

  async function close(): Promise<void> {
    await receiver?.close()
    receiver = undefined
    listening = { state: 'closed' }
  }

  const status = () => ({ name, port, counters, listening })
  const inTurn = createTurns()
  return {
    status,
    start: wanted => inTurn(() => start(wanted)),
    move: wanted => inTurn(() => move(wanted)),
    close: () => inTurn(close),
  }
}

/** One change at a time: of two moves at once, one would leave a receiver that nobody closes. */
function createTurns(): <T>(change: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return change => {
    const done = last.then(change, change)
    last = done
    return done
  }
}

const COUNTER_OF = { traces: 'spans', logs: 'logRecords', metrics: 'dataPoints' } as const

function count(counters: ReceiverStatus['counters'], outcome: ExportOutcome): ReceiverStatus['counters'] {
  const requests = counters.requests + 1
  switch (outcome.status) {
    case 'stored':
      return {
        ...counters,
        requests,
        [COUNTER_OF[outcome.signal]]: counters[COUNTER_OF[outcome.signal]] + outcome.items,
      }
    case 'unavailable':
      return { ...counters, requests, deferred: counters.deferred + 1 }
    default:
      return { ...counters, requests, refused: counters.refused + 1, lastRefusal: outcome.message }
  }
}

async function explain(error: unknown, port: number): Promise<ReceiverStatus['listening']> {
  if (errorCode(error) !== 'EADDRINUSE') {
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
  const [holder, nextFreePort] = await Promise.all([findPortHolder(port), findFreePort(port)])
  return { state: 'port-taken', holder, nextFreePort }
}

async function toProblem(error: unknown, port: number): Promise<ProblemError> {
  const state = await explain(error, port)
  if (state.state === 'port-taken') {
    return new ProblemError({ code: 'port-taken', port, holder: describeHolder(state.holder) })
  }
  return new ProblemError({ code: 'refused', reason: error instanceof Error ? error.message : String(error) })
}

export function describeHolder(holder: { pid: number; command: string } | null): string {
  return holder === null ? 'another process' : `${holder.command} (process ${holder.pid})`
}
