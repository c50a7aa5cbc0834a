import type { Announcer, Caller } from '#contract/caller.ts'
import {
  type OperationName,
  operations,
  type ParamsOf,
  type ParsedParamsOf,
  type ResultOf,
} from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import { ReceiverName, type ReceiverStatus } from '#contract/status.ts'
import { startImports } from '../ingest/import/start-imports.ts'
import { createRefusalNotes } from '../ingest/refusal-notes.ts'
import { startIngest } from '../ingest/start-ingest.ts'
import { startWatches } from '../ingest/watch/start-watches.ts'
import { createKeyRing } from '../key-ring/key-ring.ts'
import type { Keychain } from '../key-ring/keychain.ts'
import { createInFlight } from '../otlp/in-flight.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { createAnnouncements } from './announcements.ts'
import { startCollectionSchedule } from './collection-schedule.ts'
import { createCollector } from './collector.ts'
import { performCommand } from './command-handlers.ts'
import { createDiscards } from './discards.ts'
import type { EngineParts } from './engine-parts.ts'
import { parseParams } from './parse-params.ts'
import { isQuery } from './query-handlers.ts'
import { createQueryThread } from './query-thread.ts'
import { createReceiverHandle } from './receivers.ts'
import { createReplays } from './replay/create-replays.ts'

export interface EngineOptions {
  readonly storePath: string
  readonly sampleFile: string
  readonly identity: EngineParts['identity']
  readonly apiPort: () => number | null
  /** Of the desktop, where there is one. */
  readonly keychain?: Keychain | undefined
}

export interface Engine extends Caller, Announcer {
  /** Opens the receivers; a port that is taken is told by their status, never by a throw. */
  listen(ports: Readonly<Record<ReceiverName, number>>): Promise<readonly ReceiverStatus[]>
  /** Records what is in the watched folders, and what comes there. */
  followFolders(): Promise<void>
  close(): Promise<void>
}

/** Puts the parts together. Everything that takes milliseconds happens on their threads. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const announcements = createAnnouncements()
  const ingest = await startIngest({
    storePath: options.storePath,
    onChanged(runIds) {
      for (const runId of runIds) announcements.announce({ type: 'run-changed', runId })
      announcements.announce({ type: 'status-changed' })
    },
    onHealth: () => announcements.announce({ type: 'status-changed' }),
  })
  const queries = createQueryThread(options.storePath)
  const inFlight = createInFlight()
  const refusals = createRefusalNotes(noted => ingest.ask({ kind: 'note-refusals', refusals: noted }))
  const receiver = (name: ReceiverName) =>
    createReceiverHandle({
      name,
      inFlight,
      accept: ingest.accept,
      onChanged: () => announcements.announce({ type: 'status-changed' }),
      onRefused: refusals.note,
    })
  const receivers = { 'otlp-http': receiver('otlp-http'), 'otlp-grpc': receiver('otlp-grpc') }
  const imports = startImports(ingest, jobId => announcements.announce({ type: 'import-changed', jobId }))
  const watches = startWatches(ingest, imports.thread, () =>
    announcements.announce({ type: 'watches-changed' }),
  )
  const collector = createCollector({ ingest, queries, announcements })
  const schedule = startCollectionSchedule(collector, queries)
  const discards = createDiscards({ ingest, announcements })
  const asking = createAsking(options, { queries, ingest, announcements })
  const parts: EngineParts = {
    ...options,
    ingest,
    imports,
    watches,
    queries,
    collector,
    discards,
    announcements,
    ...asking,
    receivers,
  }

  return {
    call: (name, params) => answer(parts, name, params),
    callJson: (name, params) => answerJson(parts, name, params),
    subscribe: announcements.subscribe,
    since: announcements.since,
    async listen(ports) {
      await Promise.all(ReceiverName.options.map(name => receivers[name].start(ports[name])))
      return ReceiverName.options.map(name => receivers[name].status())
    },
    async followFolders() {
      const { watchedFolders } = await queries.query('settings.get', {})
      await watches.start(watchedFolders)
    },
    async close() {
      schedule.stop()
      await asking.replays.close()
      await Promise.all([watches.close(), imports.close()])
      // Senders first: what they were promised is then in the queue that ingest drains.
      await Promise.all(ReceiverName.options.map(name => receivers[name].close()))
      await refusals.flush()
      await discards.finish()
      await queries.close()
      await ingest.close()
      announcements.close()
    },
  }
}

/** What it takes to ask a model, and nothing else here may: a way out, keys, and replays that use both. */
function createAsking(
  { identity, keychain }: EngineOptions,
  parts: Pick<EngineParts, 'queries' | 'ingest' | 'announcements'>,
): Pick<EngineParts, 'outbound' | 'keys' | 'replays'> {
  const outbound = createOutbound()
  const keys = createKeyRing({ dataDir: identity.dataDir, environment: process.env, keychain })
  return { outbound, keys, replays: createReplays({ ...parts, identity, keys, outbound }) }
}

async function answer<Name extends OperationName>(
  parts: EngineParts,
  name: Name,
  params: ParamsOf<Name>,
): Promise<ResultOf<Name>> {
  const parsed = parseKnown(name, params)
  // Both tables are keyed by operation name; the compiler does not carry that through the choice between them.
  const result = isQuery(name)
    ? parts.queries.query(name, parsed as never)
    : performCommand(parts, name, parsed as never)
  return (await result) as ResultOf<Name>
}

async function answerJson<Name extends OperationName>(
  parts: EngineParts,
  name: Name,
  params: ParamsOf<Name>,
): Promise<string> {
  if (!isQuery(name)) return JSON.stringify(await answer(parts, name, params))
  // As above.
  return parts.queries.queryJson(name, parseKnown(name, params) as never)
}

function parseKnown<Name extends OperationName>(name: Name, params: ParamsOf<Name>): ParsedParamsOf<Name> {
  if (!Object.hasOwn(operations, name)) {
    throw new ProblemError({ code: 'bad-request', issues: [`there is no operation "${name}"`] })
  }
  return parseParams(name, params)
}
