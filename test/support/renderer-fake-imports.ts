import type { EngineEvent } from '#contract/events.ts'
import type { ImportedFile, ImportJob } from '#contract/import-job.ts'
import { addAgentRun } from './renderer-agent-run.ts'
import type { Answers } from './renderer-fake-bridge.ts'
import type { World } from './renderer-worlds.ts'

type ImportNames =
  | 'imports.create'
  | 'imports.start'
  | 'imports.upload'
  | 'imports.list'
  | 'imports.get'
  | 'imports.cancel'

/** Takes files that begin like JSON. One called "slow" stays under way until it is cancelled. */
export function importers(world: World, announce: (event: EngineEvent) => void): Pick<Answers, ImportNames> {
  const jobs: ImportJob[] = []

  function put(job: ImportJob): ImportJob {
    const at = jobs.findIndex(each => each.jobId === job.jobId)
    if (at === -1) jobs.unshift(job)
    else jobs[at] = job
    announce({ type: 'import-changed', jobId: job.jobId })
    return job
  }

  function record(name: string, text: string): ImportJob {
    if (name.startsWith('slow')) return put(slowJob(nextId(), name))
    if (!text.startsWith('{')) return put(failedJob(nextId(), name))
    addAgentRun(world, Date.now())
    const runId = world.runs[0]?.runId ?? ''
    announce({ type: 'run-changed', runId })
    return put(doneJob(nextId(), anImportedFile(name, runId)))
  }

  const nextId = () => (jobs.length + 1).toString(16).padStart(16, '0')
  const find = (jobId: string) => jobs.find(job => job.jobId === jobId)
  return {
    'imports.create': ({ name }) => anImportedFile(name, world.runs[0]?.runId ?? ''),
    'imports.start': ({ paths }) => record(paths[0] ?? '', '{'),
    'imports.upload': ({ name, base64, isLast }) => ({
      uploadId: 'a'.repeat(16),
      job: isLast ? record(name, atob(base64)) : null,
    }),
    'imports.list': () => ({ jobs }),
    'imports.get': ({ jobId }) => find(jobId) ?? { code: 'import-not-found', jobId },
    'imports.cancel': ({ jobId }) => {
      const job = find(jobId)
      if (job === undefined) return { code: 'import-not-found', jobId }
      return put({ ...job, state: 'cancelled', current: null, endedAt: Date.now() })
    },
  }
}

function anImportedFile(name: string, runId: string): ImportedFile {
  return {
    name,
    format: 'OTLP JSON',
    spans: 22,
    newSpans: 22,
    logRecords: 0,
    dataPoints: 0,
    runIds: [runId],
    runCount: 1,
    skipped: [{ line: 3, reason: 'the line is no JSON' }],
    skippedCount: 1,
  }
}

export function watchers(
  announce: (event: EngineEvent) => void,
): Pick<Answers, 'watches.list' | 'watches.add' | 'watches.remove'> {
  let paths: readonly string[] = []
  const suggested = { path: '/home/me/.claude/projects', agent: 'Claude Code' }
  const list = () => ({
    folders: paths.map(path => ({
      path,
      state: 'watching' as const,
      reason: null,
      files: 3,
      newSpans: 12,
      lastReadAt: null,
    })),
    suggestions: paths.includes(suggested.path) ? [] : [suggested],
  })
  return {
    'watches.list': list,
    'watches.add': ({ path }) => {
      if (path.startsWith('/gone')) return { code: 'refused', reason: `There is no folder ${path}.` }
      paths = [...paths, path]
      announce({ type: 'watches-changed' })
      return list()
    },
    'watches.remove': ({ path }) => {
      paths = paths.filter(each => each !== path)
      announce({ type: 'watches-changed' })
      return list()
    },
  }
}

function doneJob(jobId: string, file: ImportedFile): ImportJob {
  return {
    jobId,
    state: 'done',
    names: [file.name],
    bytesTotal: 4_000_000,
    bytesRead: 4_000_000,
    filesTotal: 1,
    filesRead: 1,
    current: null,
    spans: file.spans,
    newSpans: file.newSpans,
    skippedCount: file.skippedCount,
    otherFiles: 0,
    files: [file],
    failures: [],
    failureCount: 0,
    startedAt: Date.now(),
    endedAt: Date.now(),
  }
}

function failedJob(jobId: string, name: string): ImportJob {
  const done = doneJob(jobId, anImportedFile(name, ''))
  const failures = [{ name, reason: 'it is no JSON.' }]
  return { ...done, spans: 0, newSpans: 0, skippedCount: 0, files: [], failures, failureCount: 1 }
}

function slowJob(jobId: string, name: string): ImportJob {
  const done = doneJob(jobId, anImportedFile(name, ''))
  return {
    ...done,
    state: 'running',
    bytesRead: 1_000_000,
    filesRead: 0,
    current: name,
    skippedCount: 0,
    files: [],
    endedAt: null,
  }
}
