import type { ImportedFile, ImportJob } from '#contract/import-job.ts'
import { ProblemError } from '#contract/problems.ts'
import { NoTracesError, reasonOf } from './file-bytes.ts'
import { type FoundFile, findFiles } from './find-files.ts'
import type { FileReading } from './import-messages.ts'
import type { ImportThread } from './import-thread.ts'

/** A folder of ten thousand files is told by its sums: clients read a job again and again while it runs. */
const MAX_FILES_TOLD = 20

export interface JobState {
  readonly files: readonly Pick<FoundFile, 'path' | 'name'>[]
  readonly cancelling: AbortController
  /** As clients see it. */
  view: ImportJob
  update(change: Partial<ImportJob>): void
  tell(): void
}

export function createJobState(options: {
  readonly jobId: string
  readonly files: JobState['files']
  readonly onChanged: () => void
}): JobState {
  const job: JobState = {
    files: options.files,
    cancelling: new AbortController(),
    view: {
      jobId: options.jobId,
      state: 'queued',
      names: options.files.map(file => file.name),
      bytesTotal: null,
      bytesRead: 0,
      filesTotal: null,
      filesRead: 0,
      current: null,
      spans: 0,
      newSpans: 0,
      skippedCount: 0,
      otherFiles: 0,
      files: [],
      failures: [],
      failureCount: 0,
      startedAt: Date.now(),
      endedAt: null,
    },
    update(change) {
      job.view = { ...job.view, ...change }
      options.onChanged()
    },
    tell: options.onChanged,
  }
  return job
}

/** Reads all files of a job. Never rejects: what went wrong is told by the job. */
export async function runJob(job: JobState, thread: ImportThread): Promise<void> {
  const { signal } = job.cancelling
  try {
    signal.throwIfAborted()
    job.update({ state: 'running' })
    const found = await findFiles(job.files, signal)
    for (const { name, error } of found.unreadable) addFailure(job, name, reasonOf(error))
    const bytesTotal = found.files.reduce((sum, file) => sum + file.sizeBytes, 0)
    job.update({ bytesTotal, filesTotal: found.files.length })
    for (const file of found.files) {
      signal.throwIfAborted()
      await readFile(job, file, thread)
    }
    tellNothingFound(job)
    end(job, 'done')
  } catch (error) {
    if (signal.aborted) return end(job, 'cancelled')
    const reason = error instanceof Error ? error.message : String(error)
    addFailure(job, job.view.current ?? job.view.names.join(', '), reason)
    end(job, 'failed')
  }
}

/** A folder without traces should not end as if all were well. */
function tellNothingFound(job: JobState): void {
  const { files, failureCount, names, filesTotal } = job.view
  if (files.length > 0 || failureCount > 0) return
  const looked =
    filesTotal === 0
      ? 'it holds no file with a name such as .jsonl or .json.'
      : 'none of its files holds traces that Runback knows.'
  addFailure(job, names.join(', '), `${looked}.`)
}

async function readFile(job: JobState, file: FoundFile, thread: ImportThread): Promise<void> {
  const { signal } = job.cancelling
  const before = job.view.bytesRead
  job.update({ current: file.name })
  const { done, stop } = thread.read({ kind: 'path', name: file.name, path: file.path }, bytes =>
    job.update({ bytesRead: before + Math.min(bytes, file.sizeBytes) }),
  )
  signal.addEventListener('abort', stop)
  try {
    const { kind, reading } = await done
    addReading(job, file.name, reading)
    if (kind === 'stopped') signal.throwIfAborted()
  } catch (error) {
    if (!signal.aborted) takeFailure(job, file, error)
    else throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
  job.update({ bytesRead: before + file.sizeBytes, filesRead: job.view.filesRead + 1 })
}

/** A store that cannot write ends the job; a file that cannot be read costs only itself. */
function takeFailure(job: JobState, file: FoundFile, error: unknown): void {
  if (!(error instanceof ProblemError) || error.problem.code !== 'unreadable-file') throw error
  if (file.isInFolder && error instanceof NoTracesError) job.update({ otherFiles: job.view.otherFiles + 1 })
  else addFailure(job, file.name, error.problem.reason)
}

function addFailure(job: JobState, name: string, reason: string): void {
  const { failures, failureCount } = job.view
  job.update({
    failures: failures.length < MAX_FILES_TOLD ? [...failures, { name, reason }] : failures,
    failureCount: failureCount + 1,
  })
}

function addReading(job: JobState, name: string, reading: FileReading): void {
  const { view } = job
  const file = toImportedFile(name, reading)
  job.update({
    spans: view.spans + reading.spans,
    newSpans: view.newSpans + reading.newSpans,
    skippedCount: view.skippedCount + reading.skippedCount,
    files: view.files.length < MAX_FILES_TOLD ? [...view.files, file] : view.files,
  })
}

export function toImportedFile(name: string, { place: _place, ...reading }: FileReading): ImportedFile {
  return { name, ...reading, runIds: [...reading.runIds], skipped: [...reading.skipped] }
}

function end(job: JobState, state: ImportJob['state']): void {
  job.update({ state, current: null, endedAt: Date.now() })
}
