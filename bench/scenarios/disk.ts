import { BYTES_PER_MB } from '../numbers.ts'
import type { PayloadKind } from '../payload/payload.ts'
import { atLeast, type Bar, type Row } from '../row.ts'
import { expectEqual, type Scenario } from '../scenario.ts'
import { sendAll } from '../send/create-sender.ts'
import { countStoredSpans, storeBytes, untilQuiet } from '../store-state.ts'
import { withHost } from '../with-host.ts'

const MAX_SENDING_MS = 20_000
const MAX_QUIET_MS = 60_000

interface Load {
  readonly kind: PayloadKind
  readonly spans: number
  readonly bar?: Bar
}

const LOADS: readonly Load[] = [
  { kind: 'plain', spans: 20_000 },
  { kind: 'prompt', spans: 5_000 },
  { kind: 'agent-50', spans: 3_000, bar: atLeast(40) },
  { kind: 'agent-200', spans: 800, bar: atLeast(100) },
]

/** Bytes that were sent for each byte that the closed store takes, once everything it does when idle is done. */
export const disk: Scenario = {
  name: 'disk',
  summary: 'bytes sent for each byte on disk, once everything that is done when idle is done',
  async run({ size, say }) {
    const rows: Row[] = []
    for (const load of LOADS) {
      say(`disk ${load.kind}`)
      rows.push(await measure(load, size === 'quick' ? load.spans / 2 : load.spans))
    }
    return rows
  },
}

async function measure({ kind, bar }: Load, count: number): Promise<Row> {
  let stored = 0
  const sent = await withHost(
    async host => {
      const recipe = { kind, spans: count, seed: 9 }
      const result = await sendAll({
        target: host.http,
        recipe,
        maxMs: MAX_SENDING_MS,
        requestsPerSecond: undefined,
      })
      if (!(await untilQuiet(host.storePath, MAX_QUIET_MS)))
        throw new Error(`the store is never quiet after ${kind}`)
      expectEqual('stored spans', countStoredSpans(host.storePath), result.spans)
      return result
    },
    (_, storePath) => {
      stored = storeBytes(storePath)
    },
  )
  return {
    scenario: 'disk',
    figure: `${kind}, sent per byte on disk`,
    value: sent.bytes / stored,
    unit: '×',
    also: `${(sent.bytes / BYTES_PER_MB).toFixed(1)} MB → ${(stored / BYTES_PER_MB).toFixed(2)} MB, ${Math.round(stored / sent.spans)} B a span`,
    ...(bar === undefined ? {} : { bar }),
  }
}
