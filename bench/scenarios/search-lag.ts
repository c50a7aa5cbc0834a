import { setTimeout as wait } from 'node:timers/promises'
import { openStoreReader } from '../../src-main/store/open-store.ts'
import type { RunningHost } from '../host.ts'
import { median, quantile } from '../numbers.ts'
import { toBody } from '../payload/payload.ts'
import { seededRandom } from '../payload/random.ts'
import { callSpan, userMessage } from '../payload/spans.ts'
import { atLeast, atMost, type Row } from '../row.ts'
import { expectEqual, type Scenario, WrongResultError } from '../scenario.ts'
import { createSender } from '../send/create-sender.ts'
import { openHttpConnection } from '../send/http-connection.ts'
import { countStoredSpans } from '../store-state.ts'
import { withHost } from '../with-host.ts'
import { measureOurs, warm } from './measure-ours.ts'

const SPANS_PER_SECOND = 5_000
const SPANS_PER_REQUEST = 100
const PROBE_EVERY_MS = 150
const POLL_MS = 3
const MAX_LAG_MS = 20_000
const MAX_P99_MS = 1_000

export const searchLag: Scenario = {
  name: 'search',
  summary:
    'from an answer until its words are found, at 5,000 spans a second; and what feeding the index costs',
  async run({ size }) {
    const seconds = size === 'quick' ? 4 : 10
    const lags = await withHost(async host => {
      const warmUp = await warm(host)
      const recipe = { kind: 'mixed', spans: seconds * SPANS_PER_SECOND, seed: 77 } as const
      const order = {
        target: host.http,
        recipe,
        maxMs: seconds * 1_000,
        requestsPerSecond: SPANS_PER_SECOND / SPANS_PER_REQUEST,
      }
      const sender = await createSender(order)
      const sending = sender.send()
      const found = await probeUntil(host, sending)
      const sent = await sending
      expectEqual('stored spans', countStoredSpans(host.storePath), warmUp + sent.spans + found.length)
      return found
    })
    return [...lagRows(lags), await costRow(size === 'quick' ? 3_000 : 12_000)]
  },
}

/** Sends a word nobody sent before, again and again, and looks for it. */
async function probeUntil(host: RunningHost, end: Promise<unknown>): Promise<number[]> {
  const connection = openHttpConnection(host.http.port)
  const store = openStoreReader(host.storePath)
  const random = seededRandom(123)
  const lags: number[] = []
  let isOver = false
  void end.finally(() => {
    isOver = true
  })
  try {
    while (!isOver) {
      const word = `probe${random.hex(6)}`
      const place = { traceId: random.hex(16), parentSpanId: undefined, index: 0 }
      const input = JSON.stringify([userMessage(`Where is ${word}?`)])
      if (!(await connection.send(toBody([callSpan(random, place, input, 'Nowhere.')]).body))) {
        throw new WrongResultError('a probe was refused')
      }
      const ackedMs = performance.now()
      while (store.search.search(word, 1, undefined).hits.length === 0) {
        if (performance.now() - ackedMs > MAX_LAG_MS) throw new WrongResultError(`${word} is not found`)
        await wait(POLL_MS)
      }
      lags.push(performance.now() - ackedMs)
      await wait(PROBE_EVERY_MS)
    }
  } finally {
    connection.close()
    store.close()
  }
  return lags
}

function lagRows(lags: readonly number[]): Row[] {
  const row = (figure: string, value: number): Row => ({ scenario: 'search', figure, value, unit: 'ms' })
  return [
    { ...row('answer → found, p50', median(lags)), also: `${lags.length} probes` },
    { ...row('answer → found, p99', quantile(lags, 0.99)), bar: atMost(MAX_P99_MS) },
  ]
}

/** There is no switch for the index. It is fed after the answers, so what it costs is the time after the last one. */
async function costRow(spans: number): Promise<Row> {
  const measured = await measureOurs({ kind: 'prompt', spans, seed: 31 }, 'http')
  return {
    scenario: 'search',
    figure: 'rate until found ÷ rate until answered',
    value: measured.ackedMs / measured.indexedMs,
    unit: '×',
    bar: atLeast(0.9),
  }
}
