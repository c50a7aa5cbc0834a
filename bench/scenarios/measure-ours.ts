import type { RunningHost } from '../host.ts'
import type { Recipe } from '../payload/payload.ts'
import { expectEqual } from '../scenario.ts'
import { createSender, sendAll } from '../send/create-sender.ts'
import { countStoredSpans, untilIndexed } from '../store-state.ts'
import { withHost } from '../with-host.ts'

const MAX_SENDING_MS = 15_000
const MAX_INDEXING_MS = 30_000
const WARM_UP_SPANS = 3_000

export interface Measured {
  readonly spans: number
  readonly bytes: number
  /** From the first request to the last answer. */
  readonly ackedMs: number
  /** From the first request until everything is found by search. */
  readonly indexedMs: number
  /** Accepted, but not there afterwards. */
  readonly lost?: boolean
}

/** Sends a payload to a fresh host. What was acknowledged must be in its store, row by row. */
export async function measureOurs(
  recipe: Recipe,
  protocol: 'http' | 'grpc',
  after: (storePath: string) => Promise<void> = async () => undefined,
): Promise<Measured> {
  return withHost(
    async host => {
      const warmUp = await warm(host)
      const sender = await createSender({
        target: host[protocol],
        recipe,
        maxMs: MAX_SENDING_MS,
        requestsPerSecond: undefined,
      })
      const startedMs = performance.now()
      const sent = await sender.send()
      if (!(await untilIndexed(host.storePath, MAX_INDEXING_MS)))
        throw new Error('The search index is too far behind')
      const indexedMs = performance.now() - startedMs
      expectEqual('refused requests', sent.refused, 0)
      expectEqual('stored spans', countStoredSpans(host.storePath), warmUp + sent.spans)
      return {
        spans: sent.spans,
        bytes: sent.bytes,
        ackedMs: sent.tookMs,
        indexedMs: Math.max(indexedMs, sent.tookMs),
      }
    },
    (_, storePath) => after(storePath),
  )
}

/** Compiled and cached, as it is on every day but the first. Returns how many spans that took. */
export async function warm(host: RunningHost): Promise<number> {
  let spans = 0
  for (const target of [host.http, host.grpc]) {
    const recipe = { kind: 'mixed', spans: WARM_UP_SPANS, seed: spans + 1 } as const
    const sent = await sendAll({ target, recipe, maxMs: MAX_SENDING_MS, requestsPerSecond: undefined })
    spans += sent.spans
  }
  await untilIndexed(host.storePath, MAX_INDEXING_MS)
  return spans
}
