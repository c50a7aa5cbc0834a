import { randomBytes } from 'node:crypto'
import type { ImportJob } from '#contract/import-job.ts'
import { ProblemError } from '#contract/problems.ts'
import type { ImportThread } from './import-thread.ts'
import { createJobState, type JobState, runJob } from './run-job.ts'

/** Ended jobs that are still told of. */
const REMEMBERED = 10

export interface ImportJobs {
  /** Takes its turn after the jobs before it. `onEnd` hears when its files are not read any more. */
  start(files: JobState['files'], onEnd?: () => void): ImportJob
  list(): readonly ImportJob[]
  get(jobId: string): ImportJob
  cancel(jobId: string): ImportJob
  /** Resolves when nothing is read any more. */
  close(): Promise<void>
}

/** Imports of files and folders, one after the other. */
export function createImportJobs(thread: ImportThread, onChanged: (jobId: string) => void): ImportJobs {
  const jobs = new Map<string, JobState>()
  let last: Promise<void> = Promise.resolve()
  let isClosed = false

  function find(jobId: string): JobState {
    const job = jobs.get(jobId)
    if (job === undefined) throw new ProblemError({ code: 'import-not-found', jobId })
    return job
  }

  function forgetOldest(): void {
    const ended = [...jobs.values()].filter(({ view }) => view.endedAt !== null)
    for (const { view } of ended.slice(0, Math.max(0, ended.length - REMEMBERED))) jobs.delete(view.jobId)
  }

  return {
    start(files, onEnd = () => undefined) {
      if (isClosed) throw new ProblemError({ code: 'store-unavailable', reason: 'Runback is shutting down' })
      const jobId = randomBytes(8).toString('hex')
      const job = createJobState({ jobId, files, onChanged: () => onChanged(jobId) })
      jobs.set(jobId, job)
      last = last.then(() => runJob(job, thread)).finally(onEnd)
      last.finally(forgetOldest)
      job.tell()
      return job.view
    },
    list: () => [...jobs.values()].map(job => job.view).reverse(),
    get: jobId => find(jobId).view,
    cancel(jobId) {
      const job = find(jobId)
      job.cancelling.abort()
      return job.view
    },
    async close() {
      isClosed = true
      for (const job of jobs.values()) job.cancelling.abort()
      await last
    },
  }
}
