import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createCheckpoints } from '../../../src-main/ingest/checkpoints.ts'
import { openStoreWriter } from '../../../src-main/store/open-store.ts'
import { aSpanRecord } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const PAGE_BYTES = 4_096

function aStore(limits: { worthwhilePages: number; maxPages: number }) {
  const path = join(tempDir(), 'runback.db')
  const store = openStoreWriter(path)
  const checkpoints = createCheckpoints(store, limits)
  let isClosed = false
  async function close(): Promise<void> {
    if (isClosed) return
    isClosed = true
    await checkpoints.close()
    store.close()
  }
  onTestFinished(close)
  let written = 0
  function write(): void {
    written += 1
    const traceId = written.toString(16).padStart(32, '0')
    store.write([aSpanRecord({ traceId, name: 'x'.repeat(PAGE_BYTES) })], 1_700_000_010_000)
  }
  return { path, store, checkpoints, write, close }
}

test('what is in the log is copied into the store by another thread when nothing else is to be done', async () => {
  const { store, checkpoints, write } = aStore({ worthwhilePages: 1_000_000, maxPages: 1_000_000 })
  write()
  checkpoints.keepUp()
  expect(store.logState().copiedPages).toBe(0)
  checkpoints.finish()
  await vi.waitFor(() => expect(store.logState().copiedPages).toBe(store.logState().pages))
})

test('the log does not grow without bound while commits never pause', async () => {
  const { store, checkpoints, write } = aStore({ worthwhilePages: 16, maxPages: 64 })
  let begunAnew = 0
  let before = 0
  for (let commit = 0; begunAnew < 3; commit++) {
    if (commit > 50_000) throw new Error('The log never begins anew')
    write()
    checkpoints.keepUp()
    await setImmediate()
    const { pages } = store.logState()
    if (pages < before) begunAnew += 1
    before = pages
  }
})

test('a store that is closed after its checkpoints leaves no log behind', async () => {
  const { path, checkpoints, write, close } = aStore({ worthwhilePages: 1, maxPages: 64 })
  write()
  checkpoints.keepUp()
  await close()
  expect(statSync(`${path}-wal`, { throwIfNoEntry: false })).toBeUndefined()
})
