import { join } from 'node:path'
import { ProblemError } from '#contract/problems.ts'
import type { RescuedPiece } from '../../ingest/rescue-spans.ts'
import { priceListEdition } from '../../pricing/price-list-edition.ts'
import type { CommandHandlersOf } from './command-handlers-of.ts'

export const captureCommands: CommandHandlersOf<
  'status' | 'samples.load' | 'receivers.move' | 'notices.dismiss' | 'store.rescue'
> = {
  async status({ identity, receivers, queries, ingest, apiPort }) {
    return {
      ...identity,
      pid: process.pid,
      apiPort: apiPort(),
      receivers: Object.values(receivers).map(receiver => receiver.status()),
      store: { ...(await queries.statistics()), health: ingest.health() },
      prices: priceListEdition,
    }
  },
  async 'samples.load'({ imports, sampleFile }) {
    const { runIds } = await imports.importFile('sample-run.json', sampleFile)
    const [runId] = runIds
    if (runId === undefined) throw new Error('The sample file holds no run')
    return { runId }
  },
  async 'store.rescue'({ ingest, announcements, identity }, { name }) {
    const runIds = new Set<string>()
    const sum = { spans: 0, unreadable: 0 }
    for (let fromKey: number | null = 1; fromKey !== null; ) {
      const path = join(identity.dataDir, name)
      const piece: RescuedPiece = await ingest.ask({ kind: 'rescue-spans', path, fromKey })
      sum.spans += piece.spans
      sum.unreadable += piece.unreadable
      for (const runId of piece.runIds) runIds.add(runId)
      fromKey = piece.nextKey
    }
    for (const runId of runIds) announcements.announce({ type: 'run-changed', runId })
    return { name, ...sum, runs: runIds.size }
  },
  async 'notices.dismiss'({ ingest, announcements }, { noticeId }) {
    const result = await ingest.ask({ kind: 'dismiss-notice', noticeId })
    announcements.announce({ type: 'status-changed' })
    return result
  },
  async 'receivers.move'({ receivers }, { receiver, port }) {
    const handle = receivers[receiver]
    if (handle === undefined) throw new ProblemError({ code: 'not-running' })
    return handle.move(port)
  },
}
