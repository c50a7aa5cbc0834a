import type { Caller } from '#contract/caller.ts'
import { ProblemError } from '#contract/problems.ts'
import type { EngineStatus } from '#contract/status.ts'
import { priceListEdition } from '../pricing/price-list-edition.ts'
import { openStoreReader } from '../store/open-store.ts'
import { parseParams } from './parse-params.ts'
import { answerQuery, isQuery } from './query-handlers.ts'

export interface Reader extends Caller {
  close(): void
}

/** Answers the reading operations on this thread, without an engine: what a short command needs. */
export function openReader(storePath: string, identity: Pick<EngineStatus, 'version' | 'dataDir'>): Reader {
  const store = openStoreReader(storePath)
  const status = (): EngineStatus => ({
    ...identity,
    host: 'reader',
    pid: process.pid,
    apiPort: null,
    receivers: [],
    store: { ...store.statistics(), health: { state: 'ok' } },
    prices: priceListEdition,
  })
  return {
    async call(name, params) {
      const parsed = parseParams(name, params)
      // The tables are keyed by operation name; the compiler does not carry that through the choice.
      if (isQuery(name)) return answerQuery(store, name, parsed as never) as never
      if (name === 'status') return status() as never
      throw new ProblemError({ code: 'not-running' })
    },
    close: store.close,
  }
}
