import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { createLanes, type ExportBody, type Lane } from '../payload/payload.ts'
import { openGrpcConnection } from './grpc-connection.ts'
import { openHttpConnection } from './http-connection.ts'
import type { SenderMessage, SenderOrder, Sending } from './sender-messages.ts'
import type { Connection } from './target.ts'

// Given by `createSender`, which has the type.
const order = workerData as SenderOrder
const lanes = createLanes(order.recipe)
const connections = lanes.map(() => open())
const tally = { spans: 0, bytes: 0, requests: 0, refused: 0, latenciesMs: [] as number[] }

parentPort?.once('message', async () => {
  const startedMs = performance.now()
  if (order.requestsPerSecond === undefined) await sendAsAnswered(startedMs)
  else await sendAtRate(startedMs, order.requestsPerSecond)
  const tookMs = performance.now() - startedMs
  for (const connection of connections) connection.close()
  say({ kind: 'sent', tookMs, ...tally } satisfies Sending)
})

const bodies = lanes.flat()
say({
  kind: 'ready',
  spans: bodies.reduce((sum, each) => sum + each.spans, 0),
  bytes: bodies.reduce((sum, each) => sum + each.body.length, 0),
})

function say(message: SenderMessage): void {
  parentPort?.postMessage(message)
}

function open(): Connection {
  const { protocol, port } = order.target
  return protocol === 'http' ? openHttpConnection(port) : openGrpcConnection(port)
}

async function sendAsAnswered(startedMs: number): Promise<void> {
  await Promise.all(lanes.map((lane, index) => sendLane(lane, connections[index], startedMs)))
}

async function sendLane(lane: Lane, connection: Connection | undefined, startedMs: number): Promise<void> {
  for (const each of lane) {
    if (connection === undefined || performance.now() - startedMs > order.maxMs) return
    await sendOne(each, connection, performance.now())
  }
}

/** Latency counts from when a request was due: a stall delays all that were due in it. */
async function sendAtRate(startedMs: number, requestsPerSecond: number): Promise<void> {
  const queues = lanes.map(() => Promise.resolve())
  for (const [index, each] of interleaved().entries()) {
    const dueMs = startedMs + (index * 1_000) / requestsPerSecond
    if (dueMs - startedMs > order.maxMs) break
    const early = dueMs - performance.now()
    if (early > 1) await wait(early)
    const lane = index % lanes.length
    const connection = connections[lane]
    const before = queues[lane] ?? Promise.resolve()
    if (connection !== undefined) queues[lane] = before.then(() => sendOne(each, connection, dueMs))
  }
  await Promise.all(queues)
}

function interleaved(): ExportBody[] {
  const longest = Math.max(...lanes.map(lane => lane.length))
  return Array.from({ length: longest }, (_, row) => lanes.map(lane => lane[row]))
    .flat()
    .filter(each => each !== undefined)
}

async function sendOne(each: ExportBody, connection: Connection, dueMs: number): Promise<void> {
  const isAccepted = await connection.send(each.body)
  tally.latenciesMs.push(performance.now() - dueMs)
  tally.requests += 1
  if (isAccepted) {
    tally.spans += each.spans
    tally.bytes += each.body.length
  } else tally.refused += 1
}
