import { statSync } from 'node:fs'
import type { Collection } from '#contract/retention.ts'
import type { Settings, SettingsChange } from '#contract/settings.ts'
import type { StoreNotice } from '#contract/store-health.ts'
import type { RefusalRecord } from './arrival.ts'
import { createBallast } from './ballast.ts'
import { createBlockQueries } from './block-queries.ts'
import { createCallQueries } from './call-queries.ts'
import { checkpoint, type LogState } from './checkpoint.ts'
import { createCostQueries } from './cost-queries.ts'
import {
  openReadable,
  openWritable,
  type ReadableDatabase,
  setDurability,
  type WritableDatabase,
} from './database.ts'
import type { Deletion } from './delete-run.ts'
import { createDeletions } from './deletions.ts'
import { createDiffQueries } from './diff-queries.ts'
import type { DeletedSlice } from './discarded-runs.ts'
import { createDispatchQueries } from './dispatch-queries.ts'
import { createGuardedWrite } from './guarded-write.ts'
import { createLabelQueries } from './label-queries.ts'
import { createLabelWriter, type LabelChange, type Labelling } from './label-writer.ts'
import { createLogQueries } from './log-queries.ts'
import { createLogTurns, type LogTurns } from './log-turns.ts'
import { createLogWriter, type LogWriter } from './log-writer.ts'
import { createMetricQueries } from './metric-queries.ts'
import { refusePast } from './migrate.ts'
import { createNoticeQueries, createNoticeWriter } from './notices.ts'
import { createPacker } from './packer.ts'
import { createPointWriter } from './point-writer.ts'
import { createRawQueries } from './raw-queries.ts'
import type { PointRecord, SpanRecord } from './records.ts'
import { readRedactionKey } from './redaction-key.ts'
import { createReprice } from './reprice.ts'
import { type CollectedSlice, type CollectionStep, createRetentionCollector } from './retention-collector.ts'
import type { RetentionPlan } from './retention-plan.ts'
import { createCollectionNote, createRetentionQueries } from './retention-queries.ts'
import { createRunQueries } from './run-queries.ts'
import { createSearchIndex } from './search-index.ts'
import { createSearchQueries } from './search-queries.ts'
import { createSessionQueries } from './session-queries.ts'
import { readSettings, writeSettings } from './settings-store.ts'
import { createSourceQueries } from './source-queries.ts'
import type { SourceWriter } from './source-writer.ts'
import { createSpanQueries } from './span-queries.ts'
import { createSpanWriter } from './span-writer.ts'
import { createStoreWatch, type StoreWatch } from './store-watch.ts'
import { createStoredSpans, type StoredSpan } from './stored-spans.ts'
import { createToolRunQueries } from './tool-run-queries.ts'
import { createWatchedFiles } from './watched-files.ts'
import { createWithheldQueries } from './withheld-queries.ts'

export interface StoreStatistics {
  readonly sizeBytes: number
  readonly runs: number
  readonly spans: number
  readonly blocks: number
  readonly logs: number
  /** Log records that name no run. */
  readonly logsWithoutRun: number
  readonly waitingForSearch: number
  readonly notices: StoreNotice[]
}

export type StoreReader = ReturnType<typeof openStoreReader>

/** A read-only view of a store; any number of processes may have one. */
export function openStoreReader(path: string) {
  const db = openReadable(path)
  refusePast(db)
  const blocks = createBlockQueries(db)
  const search = createSearchQueries(db, blocks)
  const logs = createLogQueries(db)
  const countRows = createRowCounts(db)
  const notices = createNoticeQueries(db)
  return {
    runs: createRunQueries(db),
    spans: createSpanQueries(db),
    calls: createCallQueries(db, blocks),
    toolRuns: createToolRunQueries(db),
    raw: createRawQueries(db),
    logs,
    sessions: createSessionQueries(db),
    labels: createLabelQueries(db),
    dispatches: createDispatchQueries(db),
    metrics: createMetricQueries(db),
    sources: createSourceQueries(db),
    blocks,
    diff: createDiffQueries(db),
    search,
    costs: createCostQueries(db),
    path,
    settings: () => readSettings(db),
    retention: createRetentionQueries(db),
    withheld: createWithheldQueries(db),
    redactionKey: () => readRedactionKey(db),
    statistics: (): StoreStatistics => ({
      sizeBytes: sizeOf(path),
      ...countRows(),
      ...logs.count(),
      waitingForSearch: search.waiting(),
      notices: notices.list(),
    }),
    close: () => db.close(),
  }
}

export interface StoreWriter {
  /** Commits all of the records or none, and tells which runs they changed. */
  write(records: Iterable<SpanRecord>, receivedMs: number): readonly string[]
  /** What is written here while `write` takes its records belongs to the same commit. */
  readonly logs: Pick<LogWriter, 'write' | 'eventsOf'>
  readonly logTurns: LogTurns
  writePoint(point: PointRecord): void
  findSpan(traceId: string, spanId: string): StoredSpan | undefined
  deleteRun(runId: string): Deletion | undefined
  /** Takes runs out of sight until they are deleted; answers with the ids of those that are here. */
  discardRuns(runIds: readonly string[], deleteAtMs: number): readonly string[]
  restoreRuns(runIds: readonly string[]): readonly string[]
  deleteDiscarded(dueAtMs: number): DeletedSlice
  readonly path: string
  readonly reprice: ReturnType<typeof createReprice>
  label(runId: string, spanId: string | undefined, change: LabelChange, nowMs: number): Labelling
  changeSettings(change: SettingsChange): Settings
  /** The same object until they are changed. */
  settings(): Settings
  /** The secret of this store, which digests of what was redacted are made with. */
  readonly redactionKey: Uint8Array
  readonly notices: ReturnType<typeof createNoticeWriter>
  readonly watch: StoreWatch
  /** Counts a request with the commit it is in. */
  readonly countRequest: SourceWriter['addRequest']
  noteRefusals(refusals: readonly RefusalRecord[]): void
  readonly watchedFiles: ReturnType<typeof createWatchedFiles>
  /** Deletes what a plan lets go, some milliseconds at a time. */
  collectSome(plan: RetentionPlan, step: CollectionStep): CollectedSlice
  noteCollection(collection: Collection): void
  /** Makes some waiting blocks searchable, for about so long; true when more are waiting. */
  indexSome(budgetMs?: number): boolean
  /** Makes the file some smaller; true when more can be done. */
  packSome(): boolean
  checkpoint(): void
  logState(): LogState
  /** Lays in room for deletions, as far as there is room for that. */
  keepBallast(): void
  close(): void
}

/** The one writing connection of a store. */
export function openStoreWriter(path: string, monotonicMs = () => performance.now()): StoreWriter {
  const db = openWritable(path, { durable: false })
  try {
    return createStoreWriter(db, path, monotonicMs)
  } catch (error) {
    // Left open, it would take away the log of whatever store is at this path by then.
    db.close()
    throw error
  }
}

function createStoreWriter(db: WritableDatabase, path: string, monotonicMs: () => number): StoreWriter {
  let settings = readSettings(db)
  const { durable, minFreeDiskMb } = settings
  setDurability(db, durable)
  const watch = createStoreWatch(db, path, minFreeDiskMb)
  const ballast = createBallast(path)
  const notices = createNoticeWriter(db)
  const spans = createSpanWriter(db, monotonicMs)
  const logs = createLogWriter(db)
  const points = createPointWriter(db)
  const index = createSearchIndex(db)
  const packer = createPacker(db, index.mergeSome)
  function forget(): void {
    for (const writer of [spans, logs, points]) writer.forget()
  }
  const guarded = createGuardedWrite(db, { path, watch, notices, spans, forget })
  const deletions = createDeletions(db, ballast, forget)
  return {
    write: guarded.write,
    logs,
    logTurns: createLogTurns(db),
    writePoint: points.write,
    findSpan: createStoredSpans(db),
    watchedFiles: createWatchedFiles(db),
    ...deletions,
    path,
    reprice: createReprice(db),
    label: createLabelWriter(db),
    changeSettings(change) {
      settings = writeSettings(db, change)
      setDurability(db, settings.durable)
      watch.changeMinFreeDisk(settings.minFreeDiskMb)
      return settings
    },
    settings: () => settings,
    redactionKey: readRedactionKey(db),
    notices,
    watch,
    countRequest: spans.sources.addRequest,
    noteRefusals(refusals) {
      watch.beforeCommit()
      spans.sources.writeRefusals(refusals)
    },
    collectSome: createRetentionCollector(db, {
      deleteRun: deletions.deleteRun,
      packSome: packer.packSome,
      forget,
    }),
    noteCollection: createCollectionNote(db),
    indexSome: index.indexSlice,
    packSome: packer.packSome,
    checkpoint: () => void checkpoint(db, watch.isShort() ? 'truncate' : 'passive'),
    logState: () => checkpoint(db, 'noop'),
    keepBallast: () => ballast.keep(watch.room()),
    close() {
      checkpoint(db, 'truncate')
      db.close()
      guarded.close()
    },
  }
}

function createRowCounts(db: ReadableDatabase) {
  const select = db.prepare<[], Pick<StoreStatistics, 'runs' | 'spans' | 'blocks'>>(
    'select runs, spans, blocks from row_counts',
  )
  return () => select.get() ?? { runs: 0, spans: 0, blocks: 0 }
}

function sizeOf(path: string): number {
  return [path, `${path}-wal`].reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
