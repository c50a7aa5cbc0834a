import { readFile } from 'node:fs/promises'
import type { OperationName, ParsedParamsOf, ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import type { EngineStatus, ReceiverName } from '#contract/status.ts'
import type { Ingest } from '../ingest/start-ingest.ts'
import { priceListEdition } from '../pricing/price-list-edition.ts'
import type { Announcements } from './announcements.ts'
import type { QueryName } from './query-handlers.ts'
import type { QueryThread } from './query-thread.ts'
import type { ReceiverHandle } from './receivers.ts'

/** The parts of a running engine that operations use. */
export interface EngineParts {
  readonly ingest: Ingest
  readonly queries: QueryThread
  readonly announcements: Announcements
  readonly receivers: Readonly<Partial<Record<ReceiverName, ReceiverHandle>>>
  readonly sampleFile: string
  readonly identity: Pick<EngineStatus, 'version' | 'dataDir' | 'host'>
  apiPort(): number | null
}

/** Operations that change something, or that ask the engine about itself. */
type CommandName = Exclude<OperationName, QueryName>

type CommandHandlers = {
  readonly [Name in CommandName]: (
    parts: EngineParts,
    params: ParsedParamsOf<Name>,
  ) => Promise<ResultOf<Name>>
}

const commandHandlers: CommandHandlers = {
  async status({ identity, receivers, queries, apiPort }) {
    return {
      ...identity,
      pid: process.pid,
      apiPort: apiPort(),
      receivers: Object.values(receivers).map(receiver => receiver.status()),
      store: await queries.statistics(),
      prices: priceListEdition,
    }
  },
  async 'runs.delete'({ ingest, announcements }, { runId }) {
    const deletion = await ingest.ask({ kind: 'delete-run', runId })
    announcements.announce({ type: 'run-deleted', runId })
    announcements.announce({ type: 'status-changed' })
    return deletion
  },
  'imports.create': ({ ingest }, { name, text }) => ingest.ask({ kind: 'import', name, text }),
  async 'samples.load'({ ingest, sampleFile }) {
    const text = await readFile(sampleFile, 'utf8')
    const { runIds } = await ingest.ask({ kind: 'import', name: 'sample-run.json', text })
    const [runId] = runIds
    if (runId === undefined) throw new Error('The sample file holds no run')
    return { runId }
  },
  async 'receivers.move'({ receivers }, { receiver, port }) {
    const handle = receivers[receiver]
    if (handle === undefined) throw new ProblemError({ code: 'not-running' })
    return handle.move(port)
  },
  async 'settings.set'({ ingest, announcements }, change) {
    const settings = await ingest.ask({ kind: 'change-settings', change })
    announcements.announce({ type: 'settings-changed' })
    return settings
  },
}

export function performCommand<Name extends CommandName>(
  parts: EngineParts,
  name: Name,
  params: ParsedParamsOf<Name>,
): Promise<ResultOf<Name>> {
  return commandHandlers[name](parts, params)
}
