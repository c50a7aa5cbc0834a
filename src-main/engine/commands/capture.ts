import { readFile } from 'node:fs/promises'
import { ProblemError } from '#contract/problems.ts'
import { priceListEdition } from '../../pricing/price-list-edition.ts'
import type { CommandHandlersOf } from './command-handlers-of.ts'

export const captureCommands: CommandHandlersOf<
  'status' | 'samples.load' | 'receivers.move' | 'notices.dismiss'
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
  async 'samples.load'({ ingest, sampleFile }) {
    const text = await readFile(sampleFile, 'utf8')
    const { runIds } = await ingest.ask({ kind: 'import', name: 'sample-run.json', text })
    const [runId] = runIds
    if (runId === undefined) throw new Error('The sample file holds no run')
    return { runId }
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
