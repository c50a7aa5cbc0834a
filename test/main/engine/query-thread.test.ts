import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { createQueryThread } from '../../../src-main/engine/query-thread.ts'
import { openWritable } from '../../../src-main/store/database.ts'
import { openStoreWriter } from '../../../src-main/store/open-store.ts'
import { tempDir } from '../../support/temp-dir.ts'

function aStorePath(): string {
  const path = join(tempDir(), 'runback.db')
  openStoreWriter(path).close()
  return path
}

function aThread(storePath: string, timeLimitMs?: number) {
  const thread = createQueryThread(storePath, timeLimitMs)
  onTestFinished(() => thread.close())
  return thread
}

test('a problem of a query reaches its asker with its code', async () => {
  const thread = aThread(aStorePath())

  await expect(thread.query('runs.get', { runId: 'a'.repeat(32), limit: 1 })).rejects.toMatchObject({
    problem: { code: 'run-not-found' },
  })
})

test('a query that takes too long is given up, and the next one is answered meanwhile', async () => {
  const path = aStorePath()
  const db = openWritable(path, { durable: false })
  // A view of sixty million rows stands in for any query gone wrong.
  db.exec(/* sql */ `
    alter table runs rename to real_runs;
    create view runs as with recursive n(i) as (select 1 union all select i + 1 from n where i < 6e7) select real_runs.*
      from real_runs, n;
    insert into real_runs (trace_id, base_ns, start_ns, end_ns, name, status, span_count, unended_count,
      call_count, tool_count, error_count, input_tokens, input_missing, input_doubt, output_tokens, output_missing,
      output_doubt, cache_read_tokens, cache_read_missing, cache_read_doubt, cost_nano, cost_missing, cost_doubt,
      last_received_ms)
    values (x'00', 0, 0, 0, '', 'ok', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  `)
  db.close()
  const thread = aThread(path, 3_000)

  await expect(
    thread.query('runs.list', { order: 'started', direction: 'descending', limit: 10 }),
  ).rejects.toMatchObject({ problem: { code: 'took-too-long' } })

  expect(await thread.query('settings.get', {})).toMatchObject({ theme: 'system' })
})

test('a store that cannot be opened is a problem, not a silence', async () => {
  const thread = aThread(join(tempDir(), 'nowhere', 'runback.db'))

  await expect(thread.statistics()).rejects.toMatchObject({ problem: { code: 'store-unavailable' } })
})

test('a damaged store is a problem, not a fault', async () => {
  const path = aStorePath()
  const size = statSync(path).size
  const rubbish = Buffer.alloc(4096, 0xee)
  const file = openSync(path, 'r+')
  // All but the first pages, which hold the schema.
  for (let offset = size >> 1; offset < size; offset += 4096)
    writeSync(file, rubbish, 0, rubbish.length, offset)
  closeSync(file)
  const thread = aThread(path)

  const answers = await Promise.allSettled([thread.statistics(), thread.query('settings.get', {})])

  expect(answers.filter(each => each.status === 'rejected').map(each => each.reason)).toContainEqual(
    expect.objectContaining({ problem: { code: 'store-unavailable', reason: expect.any(String) } }),
  )
})

test('closing leaves no query waiting, and a later one starts no thread', async () => {
  const thread = createQueryThread(aStorePath())
  await thread.query('settings.get', {})
  const threads: Worker[] = []
  const watch = (started: Worker) => void threads.push(started)
  process.on('worker', watch)
  onTestFinished(() => void process.off('worker', watch))

  await Promise.allSettled([thread.statistics(), thread.close()])

  await expect(thread.statistics()).rejects.toMatchObject({ problem: { code: 'store-unavailable' } })
  expect(threads).toEqual([])
})
