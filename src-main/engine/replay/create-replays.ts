import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { ProblemError } from '#contract/problems.ts'
import type { Replay, ReplayChoices, ReplayPlan } from '#contract/replay.ts'
import type { KeyRing } from '../../key-ring/key-ring.ts'
import type { Outbound } from '../../outbound/outbound.ts'
import { priceFileIn, readPriceFile } from '../../pricing/price-file.ts'
import { userPrices } from '../../pricing/user-prices.ts'
import type { Wait } from '../../replay/ask-again.ts'
import { createReplay, type ReplayHandle } from '../../replay/create-replay.ts'
import { providerBook } from '../../replay/known-providers.ts'
import { planReplay } from '../../replay/plan-replay.ts'
import type { EngineParts } from '../engine-parts.ts'
import { createAskers } from './askers.ts'
import { destinationOf } from './destinations.ts'
import { readRecording } from './read-recording.ts'
import { createSpanRecorder } from './record-spans.ts'

const REMEMBERED = 100

export interface Replays {
  plan(choices: ReplayChoices): Promise<ReplayPlan>
  start(choices: ReplayChoices, ask: boolean): Promise<Replay>
  list(): Replay[]
  get(replayId: string): ReplayHandle
  close(): Promise<void>
}

type Parts = Pick<EngineParts, 'queries' | 'ingest' | 'announcements' | 'identity'> & {
  readonly keys: KeyRing
  readonly outbound: Outbound
}

const wait: Wait = (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined)

/** The replays of this process, from the plan to the end. */
export function createReplays(parts: Parts): Replays {
  const { queries, ingest, announcements, identity, keys, outbound } = parts
  const handles = new Map<string, ReplayHandle>()
  const record = createSpanRecorder(ingest, identity.version)

  async function prepare(choices: ReplayChoices) {
    const { providerAddresses } = await queries.query('settings.get', {})
    const recording = await readRecording(queries, choices.runId)
    const prices = userPrices(readPriceFile(priceFileIn(identity.dataDir)).prices)
    const world = { book: providerBook(providerAddresses), keys, prices }
    const plan = await planReplay(choices, {
      recording,
      destinationOf: call => destinationOf(call, choices, world),
    })
    return { recording, plan, world }
  }

  function remember(replayId: string, handle: ReplayHandle): void {
    handles.set(replayId, handle)
    for (const [oldId, old] of handles) {
      if (handles.size <= REMEMBERED) break
      if (old.snapshot().endedAt !== null) handles.delete(oldId)
    }
  }

  return {
    plan: async choices => (await prepare(choices)).plan,
    async start(choices, ask) {
      const { recording, plan, world } = await prepare(choices)
      if (!plan.canStart) throw new ProblemError({ code: 'refused', reason: plan.summary })
      const replayId = randomBytes(8).toString('hex')
      const askers = createAskers({ choices, outbound, replayId, ...world })
      const handle = createReplay(
        { recording, choices, plan, askedFor: askers.askedFor, record, wait },
        {
          replayId,
          question: ask ? questionOf(recording.name, plan, identity.host) : undefined,
          onChanged: () => announcements.announce({ type: 'replay-changed', replayId }),
        },
      )
      void handle.ended.then(askers.close)
      remember(replayId, handle)
      announcements.announce({ type: 'replay-changed', replayId })
      return handle.snapshot()
    },
    list: () => [...handles.values()].map(handle => handle.snapshot()).reverse(),
    get(replayId) {
      const handle = handles.get(replayId)
      if (handle === undefined) throw new ProblemError({ code: 'replay-not-found', replayId })
      return handle
    },
    async close() {
      const open = [...handles.values()].filter(handle => handle.snapshot().endedAt === null)
      for (const handle of open) handle.stop()
      await Promise.all(open.map(handle => handle.ended))
    },
  }
}

/** What a person is asked before money is spent; without a person there is nobody to ask. */
function questionOf(
  name: string,
  plan: ReplayPlan,
  host: EngineParts['identity']['host'],
): string | undefined {
  if (plan.counts.live + plan.counts.hybrid === 0) return undefined
  if (host === 'reader') {
    const reason =
      'A replay that may cost money needs a person who agrees, and no window is open. Start Runback and agree there, or run "runback replay … --yes".'
    throw new ProblemError({ code: 'refused', reason })
  }
  return `An agent asks to replay ${name}: ${plan.summary}`
}
