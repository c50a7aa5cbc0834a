import type { Caller } from '#contract/caller.ts'
import type { OperationName } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import type { EngineStatus } from '#contract/status.ts'
import { priceListEdition } from '../pricing/price-list-edition.ts'
import { openStoreReader } from '../store/open-store.ts'
import { parseParams } from './parse-params.ts'
import { runQueries } from './queries/runs.ts'

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
      if (isOfRuns(name)) return runQueries[name](store, parsed as never) as never
      if (name === 'status') return status() as never
      // With the others come the prices of all models, which take longer to load than most commands take.
      const { answerQuery, isQuery } = await import('./query-handlers.ts')
      if (isQuery(name)) return answerQuery(store, name, parsed as never) as never
      throw new ProblemError({ code: 'not-running' })
    },
    close: store.close,
  }
}

function isOfRuns(name: OperationName): name is keyof typeof runQueries {
  return name in runQueries
}
