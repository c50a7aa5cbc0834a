import type { EngineStatus, ReceiverName } from '#contract/status.ts'
import type { Imports } from '../ingest/import/start-imports.ts'
import type { Ingest } from '../ingest/start-ingest.ts'
import type { Watches } from '../ingest/watch/start-watches.ts'
import type { KeyRing } from '../key-ring/key-ring.ts'
import type { Outbound } from '../outbound/outbound.ts'
import type { Announcements } from './announcements.ts'
import type { Collector } from './collector.ts'
import type { Discards } from './discards.ts'
import type { QueryThread } from './query-thread.ts'
import type { ReceiverHandle } from './receivers.ts'
import type { Replays } from './replay/create-replays.ts'

/** The parts of a running engine that operations use. */
export interface EngineParts {
  readonly ingest: Ingest
  readonly imports: Imports
  readonly watches: Watches
  readonly queries: QueryThread
  readonly collector: Collector
  readonly discards: Discards
  readonly announcements: Announcements
  /** The one way out of this process. */
  readonly outbound: Outbound
  readonly keys: KeyRing
  readonly replays: Replays
  readonly receivers: Readonly<Partial<Record<ReceiverName, ReceiverHandle>>>
  readonly sampleFile: string
  readonly identity: Pick<EngineStatus, 'version' | 'dataDir' | 'host'>
  apiPort(): number | null
}
