import type { ResultOf } from '#contract/operations.ts'
import type { Problem, Reply } from '#contract/problems.ts'
import type { SettingsChange } from '#contract/settings.ts'
import type { StoreHealth } from '#contract/store-health.ts'
import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'

/** What the ingest worker can be asked for. Each kind names the type of its answer. */
export type Task =
  | { readonly kind: 'export'; readonly request: ExportRequest }
  | { readonly kind: 'import'; readonly name: string; readonly text: string }
  | { readonly kind: 'delete-run'; readonly runId: string }
  | { readonly kind: 'change-settings'; readonly change: SettingsChange }
  | { readonly kind: 'dismiss-notice'; readonly noticeId: number }
  | { readonly kind: 'close' }

export interface AnswerOf {
  readonly export: ExportOutcome
  readonly import: ResultOf<'imports.create'>
  readonly 'delete-run': ResultOf<'runs.delete'>
  readonly 'change-settings': ResultOf<'settings.set'>
  readonly 'dismiss-notice': ResultOf<'notices.dismiss'>
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
