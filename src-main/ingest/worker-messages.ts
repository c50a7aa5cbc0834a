import type { ResultOf } from '#contract/operations.ts'
import type { Problem, Reply } from '#contract/problems.ts'
import type { Collection } from '#contract/retention.ts'
import type { SettingsChange } from '#contract/settings.ts'
import type { StoreHealth } from '#contract/store-health.ts'
import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import type { RefusalRecord } from '../store/arrival.ts'
import type { DeletedSlice } from '../store/discarded-runs.ts'
import type { LabelChange } from '../store/label-writer.ts'
import type { RepricedSlice } from '../store/reprice.ts'
import type { CollectedSlice, CollectionStep } from '../store/retention-collector.ts'
import type { RetentionPlan } from '../store/retention-plan.ts'
import type { WatchedFile } from '../store/watched-files.ts'
import type { BatchOutcome } from './import/import-messages.ts'
import type { RescuedPiece } from './rescue-spans.ts'

/** What the ingest worker can be asked for. Each kind names the type of its answer. */
export type Task =
  | { readonly kind: 'export'; readonly request: ExportRequest }
  /** A piece of an import, which lets exports go before it. */
  | { readonly kind: 'import'; readonly request: ExportRequest }
  | { readonly kind: 'list-watched-files' }
  | { readonly kind: 'remember-watched-files'; readonly files: readonly WatchedFile[] }
  | { readonly kind: 'forget-watched-files'; readonly paths: readonly string[] }
  | { readonly kind: 'delete-run'; readonly runId: string }
  | { readonly kind: 'discard-runs'; readonly runIds: readonly string[]; readonly deleteAtMs: number }
  | { readonly kind: 'restore-runs'; readonly runIds: readonly string[] }
  | { readonly kind: 'delete-discarded'; readonly dueAtMs: number }
  | {
      readonly kind: 'label'
      readonly runId: string
      readonly spanId: string | undefined
      readonly change: LabelChange
    }
  | { readonly kind: 'change-settings'; readonly change: SettingsChange }
  | { readonly kind: 'rescue-spans'; readonly path: string; readonly fromKey: number }
  | { readonly kind: 'note-refusals'; readonly refusals: readonly RefusalRecord[] }
  | { readonly kind: 'collect-some'; readonly plan: RetentionPlan; readonly step: CollectionStep }
  | { readonly kind: 'note-collection'; readonly collection: Collection }
  | { readonly kind: 'dismiss-notice'; readonly noticeId: number }
  /** The file with the user's prices was changed. */
  | { readonly kind: 'forget-prices' }
  | { readonly kind: 'reprice'; readonly after: number; readonly dryRun: boolean }
  | { readonly kind: 'close' }

export interface AnswerOf {
  readonly export: ExportOutcome
  readonly import: BatchOutcome
  readonly 'list-watched-files': readonly WatchedFile[]
  readonly 'remember-watched-files': null
  readonly 'forget-watched-files': null
  readonly 'delete-run': ResultOf<'runs.delete'>
  readonly 'discard-runs': readonly string[]
  readonly 'restore-runs': readonly string[]
  readonly 'delete-discarded': DeletedSlice
  readonly label: ResultOf<'runs.label'>
  readonly 'change-settings': ResultOf<'settings.set'>
  readonly 'rescue-spans': RescuedPiece
  readonly 'note-refusals': null
  readonly 'collect-some': CollectedSlice
  readonly 'note-collection': null
  readonly 'dismiss-notice': ResultOf<'notices.dismiss'>
  readonly 'forget-prices': null
  readonly reprice: RepricedSlice
  readonly close: null
}

export interface NumberedTask {
  readonly id: number
  readonly task: Task
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  /** The store could not be opened; nothing will follow. */
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'answer'; readonly id: number; readonly reply: Reply<AnswerOf[Task['kind']]> }
  /** Told when it is another than before. */
  | { readonly kind: 'health'; readonly health: StoreHealth }
  | { readonly kind: 'changed'; readonly runIds: readonly string[] }
