import { setTimeout as wait } from 'node:timers/promises'
import type { Recipe } from '../payload/payload.ts'
import type { Peer, RunningPeer } from '../peers/peer.ts'
import { createSender, sendAll } from '../send/create-sender.ts'
import { removeDir, tempDir } from '../temp-dirs.ts'
import type { Measured } from './measure-ours.ts'

/** Enough to see a rate; slow ones would need minutes for all of it. */
const MAX_SENDING_MS = 4_000
const WARM_UP_SPANS = 300
/** Some answer first and store later; how long that may take. */
const MAX_STORING_MS = 8_000

export async function measurePeer(peer: Peer, recipe: Recipe): Promise<Measured> {
  const dataDir = tempDir()
  const running = await peer.start(dataDir)
  try {
    const { target } = running
    const warmUp = await sendAll({
      target,
      recipe: { kind: 'plain', spans: WARM_UP_SPANS, seed: 1 },
      maxMs: MAX_SENDING_MS,
      requestsPerSecond: undefined,
    })
    await untilStored(running, warmUp.spans, performance.now())
    const sender = await createSender({ target, recipe, maxMs: MAX_SENDING_MS, requestsPerSecond: undefined })
    const startedMs = performance.now()
    const sent = await sender.send()
    if (sent.spans === 0) throw new Error(`it accepted none of ${sent.requests} requests`)
    const expected = warmUp.spans + sent.spans
    const stored = await untilStored(running, expected, startedMs)
    const lost = stored.spans !== undefined && stored.spans < expected
    const part = lost ? Math.max(0, (stored.spans ?? 0) - warmUp.spans) / sent.spans : 1
    const tookMs = Math.max(sent.tookMs, stored.atMs)
    return { spans: sent.spans * part, bytes: sent.bytes * part, ackedMs: tookMs, indexedMs: tookMs, lost }
  } finally {
    await running.close()
    removeDir(dataDir)
  }
}

/** Waits until a peer has stored what it accepted, or for as long as is worth it. */
async function untilStored(peer: RunningPeer, expected: number, startedMs: number) {
  const deadlineMs = performance.now() + MAX_STORING_MS
  let spans = await peer.countSpans()
  let atMs = performance.now() - startedMs
  while (spans !== undefined && spans < expected && performance.now() < deadlineMs) {
    await wait(50)
    const now = (await peer.countSpans()) ?? 0
    if (now > spans) atMs = performance.now() - startedMs
    spans = now
  }
  return { spans, atMs: spans === undefined ? 0 : atMs }
}
