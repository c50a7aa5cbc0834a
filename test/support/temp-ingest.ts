import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Imports, startImports } from '../../src-main/ingest/import/start-imports.ts'
import { startIngest } from '../../src-main/ingest/start-ingest.ts'
import { openStoreReader } from '../../src-main/store/open-store.ts'
import { tempDir } from './temp-dir.ts'

/** The real way into a store of its own: the thread that writes, the thread that reads files, and a reader. */
export async function tempIngest() {
  const dir = tempDir()
  const storePath = join(dir, 'runback.db')
  const changedRuns = new Set<string>()
  const ingest = await startIngest({
    storePath,
    onChanged: runIds => {
      for (const runId of runIds) changedRuns.add(runId)
    },
  })
  const changedJobs: string[] = []
  const imports = startImports(ingest, jobId => changedJobs.push(jobId))
  const reader = openStoreReader(storePath)
  onTestFinished(async () => {
    await imports.close()
    reader.close()
    await ingest.close()
  })
  return { dir, ingest, imports, reader, changedRuns, changedJobs }
}

/** Waits until an import has ended, and tells what became of it. */
export async function ended(imports: Imports, jobId: string) {
  const { vi } = await import('vitest')
  return vi.waitFor(
    () => {
      const job = imports.get(jobId)
      if (job.endedAt === null) throw new Error(`the import is ${job.state}`)
      return job
    },
    { timeout: 30_000, interval: 10 },
  )
}
