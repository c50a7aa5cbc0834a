import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startIngest } from '../../../src-main/ingest/start-ingest.ts'
import type { ExportRequest } from '../../../src-main/otlp/accept.ts'
import { openWritable } from '../../../src-main/store/database.ts'
import { openStoreReader } from '../../../src-main/store/open-store.ts'
import { aRequest, aSpan } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'

function aStorePath(): string {
  return join(tempDir(), 'runback.db')
}

async function anIngest(storePath = aStorePath()) {
  const threads: Worker[] = []
  const watch = (thread: Worker) => void threads.push(thread)
  process.on('worker', watch)
  onTestFinished(() => void process.off('worker', watch))
  const changed: string[] = []
  const ingest = await startIngest({ storePath, onChanged: runIds => changed.push(...runIds) })
  onTestFinished(() => ingest.close())
  const die = async () => void (await threads.at(-1)?.terminate())
  return { ingest, changed, threads, storePath, die }
}

/** The nth run, of one span. */
function anExport(n: number): ExportRequest {
  return {
    signal: 'traces',
    encoding: 'protobuf',
    bytes: new Uint8Array(aRequest([aSpan({ traceId: runId(n), name: 'x'.repeat(2000) })])),
  }
}

function runId(n: number): string {
  return n.toString(16).padStart(32, 'a')
}

function countRuns(storePath: string): number {
  const reader = openStoreReader(storePath)
  try {
    return reader.statistics().runs
  } finally {
    reader.close()
  }
}

test('what was accepted before closing is stored, and what comes later is asked to come again', async () => {
  const { ingest, storePath } = await anIngest()

  const accepted = Array.from({ length: 50 }, (_, n) => ingest.accept(anExport(n)))
  const closed = ingest.close()
  const late = await ingest.accept(anExport(99))
  await closed

  expect((await Promise.all(accepted)).map(({ status }) => status)).toEqual(Array(50).fill('stored'))
  expect(late).toMatchObject({ status: 'unavailable' })
  await expect(ingest.ask({ kind: 'delete-run', runId: runId(1) })).rejects.toMatchObject({
    problem: { code: 'store-unavailable' },
  })
  expect(countRuns(storePath)).toBe(50)
})

test('closing ends the thread without a fault', async () => {
  const { ingest, threads } = await anIngest()
  const faults: Error[] = []
  threads[0]?.on('error', fault => faults.push(fault))
  await ingest.accept(anExport(1))

  await Promise.all([ingest.close(), ingest.close()])

  expect(threads[0]?.threadId).toBe(-1)
  expect(faults).toEqual([])
})

test('when the thread dies, nobody waits for ever, and a new thread stores what is sent again', async () => {
  const { ingest, threads, die, storePath } = await anIngest()
  await ingest.accept(anExport(1))

  const underWay = ingest.accept(anExport(2))
  const deletion = ingest.ask({ kind: 'delete-run', runId: runId(7) })
  const [, outcome] = await Promise.all([die(), underWay, expect(deletion).rejects.toThrow()])
  const meanwhile = await ingest.accept(anExport(2))

  expect(['stored', 'unavailable']).toContain(outcome.status)
  expect(meanwhile).toMatchObject({ status: 'unavailable', retryAfterSeconds: expect.any(Number) })
  await vi.waitFor(async () => expect(await ingest.accept(anExport(2))).toMatchObject({ status: 'stored' }), {
    timeout: 10_000,
  })
  expect(threads).toHaveLength(2)
  expect(countRuns(storePath)).toBe(2)
})

test('closing while the thread is dead or starting again leaves no thread behind', async () => {
  const { ingest, threads, die } = await anIngest()

  await die()
  await ingest.close()

  await vi.waitFor(() => expect(threads.every(thread => thread.threadId === -1)).toBe(true))
  expect(await ingest.accept(anExport(1))).toMatchObject({ status: 'unavailable' })
})

test('a store that cannot be opened is a problem at the start', async () => {
  const storePath = aStorePath()
  const db = openWritable(storePath, { durable: false })
  db.pragma('user_version = 999')
  db.close()

  await expect(anIngest(storePath)).rejects.toMatchObject({ problem: { code: 'store-unavailable' } })
})

test('spans are stored although they cannot be made searchable', async () => {
  const { ingest, threads, storePath } = await anIngest()
  const db = openWritable(storePath, { durable: false })
  db.exec('drop table search_progress')
  db.close()

  for (let n = 0; n < 3; n++) expect(await ingest.accept(anExport(n))).toMatchObject({ status: 'stored' })

  expect(threads).toHaveLength(1)
})

test('a run that is deleted while its spans come in is there again with what came later', async () => {
  const { ingest, changed, storePath } = await anIngest()

  const [, deletion, outcome] = await Promise.all([
    ingest.accept(anExport(1)),
    ingest.ask({ kind: 'delete-run', runId: runId(1) }),
    ingest.accept(anExport(1)),
  ])

  expect(deletion).toMatchObject({ deletedSpans: 1 })
  expect(outcome).toMatchObject({ status: 'stored', items: 1 })
  await vi.waitFor(() => expect(changed).toEqual([runId(1), runId(1)]))
  expect(countRuns(storePath)).toBe(1)
})
