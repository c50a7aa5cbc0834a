import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { openStoreReader } from '../../src-main/store/open-store.ts'
import { gzipBomb } from '../support/otlp-receivers.ts'
import { emptySpans } from '../support/otlp-requests.ts'
import { makeTempDir } from '../support/temp-dir.ts'
import { aServedHost } from './support/a-served-host.ts'
import { printFigures, watchPeak } from './support/figures.ts'
import { aGrpcSender, anHttpSender, aRun } from './support/senders.ts'

const MIB = 1024 * 1024
/** Requests of 60 MiB of JSON cost the most; everything else stays well below. */
const MAX_PEAK_MB = 900

function slowSockets(port: number, count: number): () => void {
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('POST /v1/traces HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 60000000\r\n')
    return socket
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

test('bombs, floods and lies cost bounded memory, and an honest sender is served among them', async () => {
  const dir = makeTempDir()
  const host = await aServedHost(dir.path)
  const http = anHttpSender(host.otlpHttpPort)
  const zipped = anHttpSender(host.otlpHttpPort, { 'content-encoding': 'gzip' })
  const grpc = aGrpcSender(host.otlpGrpcPort)
  const honest = anHttpSender(host.otlpHttpPort)
  const stored = new Set<string>()
  const figures: Record<string, string> = {}
  const peaksMb: number[] = []
  const peak = watchPeak(host.memoryMb)
  let isOver = false

  async function serveHonestly(): Promise<void> {
    while (!isOver) {
      const { runId, body } = aRun(4, 400)
      if ((await honest.send(body)) === 'stored') stored.add(runId)
    }
  }
  const answers = async (times: number, send: () => Promise<string>) => {
    const all = await Promise.all(Array.from({ length: times }, send))
    const counts = Map.groupBy(all, answer => answer)
    return [...counts].map(([answer, group]) => `${group.length} ${answer}`).join(', ')
  }
  async function phase(name: string, work: () => Promise<string>): Promise<void> {
    const before = host.memoryMb()
    const storedBefore = stored.size
    peak.take()
    const told = await work()
    const peakMb = peak.take() ?? 0
    peaksMb.push(peakMb)
    figures[name] =
      `peak ${peakMb} MB, ${before} before, ${host.memoryMb()} after; ${told}; ${stored.size - storedBefore} honest exports`
  }

  const serving = serveHonestly()
  const bomb = await gzipBomb(1024 * MIB)
  const large = aRun(100, 600 * 1024).body
  const empty = emptySpans(63 * MIB)
  const garbage = randomBytes(60 * MIB)
  const prompt = 'x'.repeat(59 * MIB)
  const json = Buffer.from(
    JSON.stringify({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId: 'a'.repeat(32),
                  spanId: 'b'.repeat(16),
                  name: 'x',
                  startTimeUnixNano: '1700000000000000000',
                  attributes: [{ key: 'gen_ai.prompt', value: { stringValue: prompt } }],
                },
              ],
            },
          ],
        },
      ],
    }),
  )
  const jsonSender = anHttpSender(host.otlpHttpPort, { 'content-type': 'application/json' })
  await phase('calm', () => new Promise(resolve => setTimeout(resolve, 1_000, 'nothing')))
  await phase('10 gzip bombs of 1 GiB', () => answers(10, () => zipped.send(bomb)))
  await phase('8 requests of 60 MiB over HTTP', () => answers(8, () => http.send(large)))
  await phase('8 requests of 60 MiB over gRPC', () => answers(8, () => grpc.send(large)))
  await phase('4 requests of 63 MiB of empty spans', () => answers(4, () => http.send(empty)))
  await phase('4 requests of 60 MiB of noise', () => answers(4, () => http.send(garbage)))
  await phase('3 requests of 60 MiB of JSON', () => answers(3, () => jsonSender.send(json)))
  await phase('200 sockets that do not go on', async () => {
    const stop = slowSockets(host.otlpHttpPort, 200)
    await new Promise(resolve => setTimeout(resolve, 2_000))
    stop()
    return 'held for 2 s'
  })
  isOver = true
  await serving
  peak.stop()
  printFigures('Hostile senders', figures)
  expect(Math.max(...peaksMb)).toBeLessThan(MAX_PEAK_MB)

  const reader = openStoreReader(`${dir.path}/runback.db`)
  const found = [...stored].filter(runId => reader.runs.find(runId, Date.now())?.run.spanCount === 4)
  reader.close()
  expect(stored.size).toBeGreaterThan(10)
  expect(found).toHaveLength(stored.size)
  for (const sender of [http, zipped, grpc, honest, jsonSender]) sender.close()
  expect(await host.stop()).toBe(0)
  dir.remove()
})
