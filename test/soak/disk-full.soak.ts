import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStoreReader } from '../../src-main/store/open-store.ts'
import { makeTempDir } from '../support/temp-dir.ts'
import { aServedHost } from './support/a-served-host.ts'
import { printFigures } from './support/figures.ts'
import { anHttpSender, aRun } from './support/senders.ts'

/** A disk of its own of this size; undefined where this user may not mount one. */
function aSmallDisk(megabytes: number): string | undefined {
  const dir = makeTempDir()
  const path = join(dir.path, 'disk')
  mkdirSync(path)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'pipe' })
  } catch {
    dir.remove()
    return undefined
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', path])
    dir.remove()
  })
  return path
}

test.for([
  { name: 'is short of space', minFreeDiskMb: 64 },
  { name: 'is full to the last byte', minFreeDiskMb: 0 },
])(
  'a disk that $name stops recording, is told, and recording goes on when there is room',
  async ({ minFreeDiskMb }, { skip }) => {
    const disk = aSmallDisk(160)
    if (disk === undefined) return skip('this user may not mount a file system')
    const dataDir = join(disk, 'data')
    const placeholder = join(disk, 'somebody-else')
    writeFileSync(placeholder, Buffer.alloc(24_000_000, 1))
    const host = await aServedHost(dataDir)
    const http = anHttpSender(host.otlpHttpPort)
    await host.caller.call('settings.set', { minFreeDiskMb })
    const acknowledged: string[] = []
    const healthOf = async () => (await host.caller.call('status', {})).store.health

    async function fill(): Promise<void> {
      for (;;) {
        const { runId, body } = aRun(8, 64 * 1024)
        const answer = await http.send(body)
        if (answer === 'deferred') return
        expect(answer).toBe('stored')
        acknowledged.push(runId)
      }
    }
    await fill()
    await expect.poll(healthOf).toMatchObject({ state: 'disk-low' })
    const kept = acknowledged.length
    const { runs } = await host.caller.call('runs.list', { limit: 1000 })
    expect(runs).toHaveLength(kept)

    // What is left goes to somebody else, and there is still room to delete where some was kept free.
    try {
      for (;;) writeFileSync(placeholder, Buffer.alloc(64 * 1024), { flag: 'a' })
    } catch {
      // Full.
    }
    let deleted = 0
    for (const runId of acknowledged.splice(0, Math.floor(kept / 2))) {
      await host.caller.call('runs.delete', { runId }).then(
        () => {
          deleted += 1
        },
        () => acknowledged.push(runId),
      )
    }
    rmSync(placeholder)
    const began = performance.now()
    await expect.poll(() => http.send(aRun(1, 100).body), { timeout: 10_000, interval: 100 }).toBe('stored')
    const resumedMs = performance.now() - began
    await expect.poll(healthOf, { timeout: 5_000 }).toEqual({ state: 'ok' })
    expect(await host.stop()).toBe(0)

    const reader = openStoreReader(join(dataDir, 'runback.db'))
    const found = acknowledged.filter(runId => reader.runs.find(runId, Date.now())?.run.spanCount === 8)
    reader.close()
    printFigures(`A disk of 160 MB, ${minFreeDiskMb} MB to be kept free`, {
      'runs before it was full': kept,
      'deleted while it was': `${deleted} of ${Math.floor(kept / 2)}`,
      'found again': `${found.length} of ${acknowledged.length}`,
      'recording again after': `${Math.round(resumedMs)} ms`,
    })
    expect(found).toHaveLength(acknowledged.length)
    if (minFreeDiskMb > 0) expect(deleted).toBe(Math.floor(kept / 2))
    http.close()
  },
)
