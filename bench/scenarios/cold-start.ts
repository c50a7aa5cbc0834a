import { execFile } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { storePathIn } from '../../src-main/host/data-dir.ts'
import { ROOT } from '../host.ts'
import { median } from '../numbers.ts'
import { makeQueryStore } from '../query-store.ts'
import { type Row, ratioAtMost } from '../row.ts'
import type { Scenario } from '../scenario.ts'
import { removeDir, tempDir } from '../temp-dirs.ts'

const BARE = ['--eval', '0']

/** From the start of the process to its end, in turns with a Node that does nothing. */
export const coldStart: Scenario = {
  name: 'cold-start',
  summary: '`runback runs list` from start to end, beside a Node that does nothing',
  async run({ size }) {
    const dataDir = tempDir()
    const installed = tempDir()
    try {
      makeQueryStore(storePathIn(dataDir), { runs: 200, longRunSpans: 1_000 })
      const list = ['runs', 'list', '--json', '--limit', '100', '--data-dir', dataDir]
      const programs = {
        installed: [join(layOut(installed), 'bin/runback.js'), ...list],
        checkout: [join(ROOT, 'bin/runback.js'), ...list],
      }
      return await measureAll(programs, size === 'quick' ? 7 : 21)
    } finally {
      removeDir(dataDir)
      removeDir(installed)
    }
  },
}

/** Runback without its sources: the launcher runs the bundle then. */
function layOut(dir: string): string {
  for (const part of ['bin', 'package.json']) cpSync(join(ROOT, part), join(dir, part), { recursive: true })
  for (const part of ['out', 'node_modules']) symlinkSync(join(ROOT, part), join(dir, part), 'junction')
  return dir
}

async function measureAll(
  programs: Readonly<Record<string, readonly string[]>>,
  times: number,
): Promise<Row[]> {
  const all = Object.entries({ bare: BARE, ...programs })
  const took = new Map<string, number[]>(all.map(([name]) => [name, []]))
  // The first of each fills caches that are there on every later day.
  for (let time = 0; time <= times; time++) {
    for (const [name, args] of all) {
      const ms = await timeProcess(args)
      if (time > 0) took.get(name)?.push(ms)
    }
  }
  const limit = { what: 'ms bare node', value: median(took.get('bare') ?? []) }
  return Object.keys(programs).map(name => ({
    scenario: 'cold-start',
    figure: `runs list, ${name}`,
    value: median(took.get(name) ?? []),
    unit: 'ms',
    limit,
    bar: ratioAtMost(1.2),
  }))
}

async function timeProcess(args: readonly string[]): Promise<number> {
  const startedMs = performance.now()
  await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 })
  return performance.now() - startedMs
}
