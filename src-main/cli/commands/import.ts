import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { Caller } from '#contract/caller.ts'
import type { ImportJob } from '#contract/import-job.ts'
import { type Command, exitCodes, type Invocation, UsageError } from '../command.ts'
import { progressLine, progressText } from '../import-progress.ts'
import { failureTexts, importText } from '../import-text.ts'
import type { Terminal } from '../terminal.ts'
import { withCaller } from '../with-caller.ts'

const LOOK_EVERY_MS = 100
const TELL_EVERY_MS = 5_000

export const importFiles: Command = {
  name: 'import',
  summary: 'Records the runs of trace files and folders of them; "-" reads from stdin.',
  usage: 'FILE…',
  options: {},
  async run(invocation) {
    const { arguments: given, terminal } = invocation
    if (given.length === 0) throw new UsageError('Name the files or folders to import, or "-" for stdin.')
    using stdin = createStdinFile()
    const paths: string[] = []
    for (const path of given) paths.push(path === '-' ? await stdin.read() : resolve(path))
    const job = await withCaller(invocation, caller => runJob(invocation, caller, paths))
    if (invocation.isJson) terminal.print(JSON.stringify(job, null, 2))
    else {
      const text = importText(job)
      if (text !== '') terminal.print(text)
    }
    for (const text of failureTexts(job)) terminal.tell(text)
    return job.state === 'done' && job.failureCount === 0 ? exitCodes.ok : exitCodes.problem
  },
}

/** Shows how far it is, and cancels on Ctrl+C. */
async function runJob(invocation: Invocation, caller: Caller, paths: string[]): Promise<ImportJob> {
  const { terminal, isJson } = invocation
  const { jobId } = await caller.call('imports.start', { paths })
  const show = createProgress(terminal)
  const cancel = () => void caller.call('imports.cancel', { jobId }).catch(() => undefined)
  process.once('SIGINT', cancel)
  try {
    for (;;) {
      const job = await caller.call('imports.get', { jobId })
      if (job.endedAt !== null) return job
      if (!isJson) show(job)
      await setTimeout(LOOK_EVERY_MS)
    }
  } finally {
    terminal.showProgress?.(undefined)
    process.off('SIGINT', cancel)
  }
}

/** A bar where somebody looks; elsewhere a line now and then. */
function createProgress(terminal: Terminal): (job: ImportJob) => void {
  let toldAtMs = performance.now()
  return job => {
    if (terminal.showProgress !== undefined) terminal.showProgress(width => progressLine(job, width))
    else if (performance.now() - toldAtMs > TELL_EVERY_MS) {
      toldAtMs = performance.now()
      terminal.tell(progressText(job))
    }
  }
}

/** What comes on stdin goes through a file, so that it need not fit into memory. */
function createStdinFile() {
  let dir: string | undefined
  return {
    async read(): Promise<string> {
      dir ??= mkdtempSync(join(tmpdir(), 'runback-stdin-'))
      const path = join(dir, 'stdin')
      await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }))
      return path
    },
    [Symbol.dispose]() {
      if (dir !== undefined) rmSync(dir, { recursive: true, force: true })
    },
  }
}
