import { runLimit } from '../limits/run-limit.ts'
import { median, quantile } from '../numbers.ts'
import { atMost, type Row } from '../row.ts'
import { expectEqual, type Scenario } from '../scenario.ts'
import { createSender } from '../send/create-sender.ts'
import type { Sending } from '../send/sender-messages.ts'
import { countStoredSpans, untilIndexed } from '../store-state.ts'
import { withHost } from '../with-host.ts'
import { warm } from './measure-ours.ts'

const MAX_FINDING_MS = 4_000
const SPANS_PER_REQUEST = 100
const MAX_P99_MS = 10

/** From when a request was due to its answer, while requests come in at half the rate that was the most. */
export const latency: Scenario = {
  name: 'latency',
  summary: 'how long a sender waits for its answer at half of the maximum rate, beside one commit with fsync',
  async run({ size }) {
    const seconds = size === 'quick' ? 4 : 10
    const limit = await runLimit('raw-commit', {})
    return withHost(async host => {
      let spans = await warm(host)
      const send = async (count: number, maxMs: number, requestsPerSecond: number | undefined) => {
        const recipe = { kind: 'plain', spans: count, seed: 40 + count } as const
        const sent = await (
          await createSender({ target: host.http, recipe, maxMs, requestsPerSecond })
        ).send()
        spans += sent.spans
        return sent
      }
      const most = await send(size === 'quick' ? 40_000 : 90_000, MAX_FINDING_MS, undefined)
      await untilIndexed(host.storePath, MAX_FINDING_MS)
      const rate = most.requests / (most.tookMs / 1_000) / 2
      const sent = await send(Math.ceil(rate * seconds) * SPANS_PER_REQUEST, seconds * 1_000, rate)
      expectEqual('refused requests', sent.refused, 0)
      expectEqual('stored spans', countStoredSpans(host.storePath), spans)
      return rowsOf(sent, rate, limit)
    })
  },
}

function rowsOf(
  { latenciesMs }: Sending,
  rate: number,
  { p50Ms = 0, p99Ms = 0 }: Readonly<Record<string, number>>,
): Row[] {
  const row = (figure: string, value: number, limitMs: number): Row => ({
    scenario: 'latency',
    figure,
    value,
    unit: 'ms',
    limit: { what: 'ms commit + fsync', value: limitMs },
  })
  const at = `${Math.round(rate)} requests/s of ${SPANS_PER_REQUEST}`
  return [
    { ...row('acknowledged, p50', median(latenciesMs), p50Ms), also: at },
    { ...row('acknowledged, p99', quantile(latenciesMs, 0.99), p99Ms), bar: atMost(MAX_P99_MS) },
    row('acknowledged, p99.9', quantile(latenciesMs, 0.999), p99Ms),
  ]
}
