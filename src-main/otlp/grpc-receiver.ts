import { createServer, type Server as SocketServer } from 'node:net'
import {
  status as Code,
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type StatusObject,
  type sendUnaryData,
} from '@grpc/grpc-js'
import { onBuffersLetGo } from '../base/collect-garbage.ts'
import { type LoopbackSockets, listenOnLoopback } from '../base/loopback.ts'
import {
  type ExportOutcome,
  MAX_REQUEST_BYTES,
  type Receiver,
  type ReceiverOptions,
  type Sender,
} from './accept.ts'
import { outcomeOf } from './ask-accept.ts'
import { guardCalls } from './grpc-guard.ts'
import { exportMethod } from './grpc-method.ts'
import { createInFlight } from './in-flight.ts'
import { noRoom } from './read-body.ts'
import { encodeExportResponse, encodeRpcStatus, shorten } from './rpc-status.ts'
import { senderOf } from './sender.ts'
import { type Signal, signalNames, signals } from './signal.ts'

const MAX_CONNECTIONS = 256
const CLOSE_WITHIN_MS = 5_000
/** Of a gRPC message, before its bytes. */
const FRAME_HEAD_BYTES = 5

type ExportCall = ServerUnaryCall<Buffer, Buffer>

/** OTLP/gRPC: the Export of the three collector services over plain bytes. It never looks into a payload. */
export function createGrpcReceiver(options: ReceiverOptions): Receiver {
  const inFlight = options.inFlight ?? createInFlight()
  let sockets: LoopbackSockets | undefined
  const server = new Server({
    'grpc.max_receive_message_length': MAX_REQUEST_BYTES,
    'grpc.max_concurrent_streams': 128,
    'grpc.enable_channelz': 0,
    // In MiB. grpc-js switches the limit of Node's HTTP/2 off unless it is set.
    'grpc-node.max_session_memory': 96,
    interceptors: [guardCalls(options.onAnswered, () => sockets?.port)],
  })
  for (const signal of signalNames) {
    const method = exportMethod(signals[signal].service)
    server.addService(
      { export: method },
      { export: (call: ExportCall, callback: sendUnaryData<Buffer>) => answerExport(signal, call, callback) },
    )
  }
  // Own sockets keep the errors of listening and the limit on connections in our hands.
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure())

  return { listen, close }

  async function listen(port: number): Promise<number> {
    sockets = await listenOnLoopback(newSocketServer, port)
    return sockets.port
  }

  function newSocketServer(): SocketServer {
    const socketServer = createServer({ noDelay: true }, socket => injector.injectConnection(socket))
    socketServer.maxConnections = MAX_CONNECTIONS
    return socketServer
  }

  async function close(): Promise<void> {
    const deadline = setTimeout(() => server.forceShutdown(), CLOSE_WITHIN_MS)
    const drained = new Promise<void>(resolve => server.tryShutdown(() => resolve()))
    await Promise.all([sockets?.close(), drained])
    clearTimeout(deadline)
  }

  function answerExport(signal: Signal, call: ExportCall, callback: sendUnaryData<Buffer>): void {
    const sender = senderOf('otlp-grpc', call.metadata.get('user-agent')[0])
    void receive(signal, call.request, sender).then(outcome => {
      if (outcome.status !== 'stored') return callback(statusOf(outcome))
      options.onAnswered(outcome, sender)
      callback(null, Buffer.from(encodeExportResponse(outcome, 'protobuf')))
    })
  }

  async function receive(signal: Signal, message: Buffer, sender: Sender): Promise<ExportOutcome> {
    const claim = inFlight.claim()
    if (!claim.grow(message.length)) return noRoom()
    const bytes = ownBytes(message)
    // grpc-js puts it together from pieces, which it lets go now.
    onBuffersLetGo(message.length)
    const outcome = await outcomeOf(options.accept, { signal, encoding: 'protobuf', bytes, sender })
    claim.release()
    return outcome
  }
}

/** A large message has its memory for itself; a small one shares it with others, which cannot be transferred. */
function ownBytes(message: Buffer): Uint8Array {
  const isAlone = message.buffer.byteLength - message.length <= FRAME_HEAD_BYTES
  return isAlone
    ? new Uint8Array(message.buffer, message.byteOffset, message.length)
    : new Uint8Array(message)
}

function statusOf(outcome: Exclude<ExportOutcome, { status: 'stored' }>): Partial<StatusObject> {
  const details = shorten(outcome.message)
  if (outcome.status === 'malformed') return { code: Code.INVALID_ARGUMENT, details }
  if (outcome.status === 'too-large') return { code: Code.RESOURCE_EXHAUSTED, details }
  const metadata = new Metadata()
  const status = encodeRpcStatus({ ...outcome, code: Code.UNAVAILABLE }, 'protobuf')
  metadata.set('grpc-status-details-bin', Buffer.from(status))
  return { code: Code.UNAVAILABLE, details, metadata }
}
