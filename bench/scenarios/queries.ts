import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openReader, type Reader } from '../../src-main/engine/open-reader.ts'
import { quantile } from '../numbers.ts'
import { makeQueryStore, type QueryStore } from '../query-store.ts'
import { atMost, type Row } from '../row.ts'
import { expectEqual, type Scenario } from '../scenario.ts'
import { removeDir, tempDir } from '../temp-dirs.ts'

const MAX_MS_OF_ONE = 1_500
const MAX_TIMES = 60

interface Question {
  readonly figure: string
  ask(): Promise<unknown>
  /** The same rows by the barest SQL there is for them. */
  readonly bare: string
  readonly maxMs: number
}

export const queries: Scenario = {
  name: 'queries',
  summary: 'how long the engine takes for what a window asks, beside the barest SQL for the same rows',
  async run({ size, say }) {
    const runs = { quick: 1_000, default: 4_000, full: 40_000 }[size]
    const dir = tempDir()
    try {
      const storePath = join(dir, 'runback.db')
      const startedMs = performance.now()
      const made = makeQueryStore(storePath, { runs, longRunSpans: size === 'quick' ? 10_000 : 50_000 })
      say(`queries: ${made.spans} spans made in ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`)
      const reader = openReader(storePath, { version: 'bench', dataDir: dir })
      try {
        return await measureAll(reader, storePath, made, runs)
      } finally {
        reader.close()
      }
    } finally {
      removeDir(dir)
    }
  },
}

async function measureAll(reader: Reader, storePath: string, made: QueryStore, runs: number): Promise<Row[]> {
  const db = new Database(storePath, { readonly: true })
  const rows: Row[] = []
  try {
    for (const question of await questionsFor(reader, made, runs)) rows.push(await measure(db, question))
  } finally {
    db.close()
  }
  return rows
}

async function questionsFor(reader: Reader, made: QueryStore, runs: number): Promise<Question[]> {
  const list = (params: object) => () => reader.call('runs.list', { limit: 100, ...params })
  const open = (runId: string, limit: number) => () => reader.call('runs.get', { runId, limit })
  const search = (text: string) => () => reader.call('search', { text, limit: 50 })
  const first = await reader.call('runs.list', { limit: 100 })
  expectEqual('runs in the list', first.total, runs + 2)
  const cursor = await deepCursor(reader)
  const newest = 'select * from runs order by start_ns desc, run_key desc limit 101'
  const spansOf = (runId: string) =>
    `select * from spans where run_key = (select run_key from runs where trace_id = x'${runId}') order by start_ns`
  const matches = (text: string) =>
    `select rowid from search where search match '${text}' order by rowid desc limit 51`
  return [
    { figure: 'newest 100 runs', ask: list({}), bare: newest, maxMs: 1 },
    {
      figure: '100 runs, deep page',
      ask: list({ cursor }),
      bare: `${newest} offset ${Math.floor(runs / 2)}`,
      maxMs: 1,
    },
    {
      figure: 'runs that failed',
      ask: list({ status: 'error' }),
      bare: "select * from runs where status = 'error' order by start_ns desc limit 101",
      maxMs: 1,
    },
    {
      figure: 'runs by text',
      ask: list({ text: 'ba' }),
      bare: "select * from runs where name like '%ba%' order by start_ns desc limit 101",
      maxMs: 1,
    },
    {
      figure: 'runs by text, none',
      ask: list({ text: 'nowhere-at-all' }),
      bare: "select * from runs where name like '%nowhere-at-all%' order by start_ns desc limit 101",
      maxMs: 1,
    },
    {
      figure: 'open a run of 150 spans',
      ask: open(made.runId150, 10_000),
      bare: spansOf(made.runId150),
      maxMs: 1,
    },
    {
      figure: `open a run of ${made.longRunSpans} spans`,
      ask: open(made.longRunId, 100_000),
      bare: spansOf(made.longRunId),
      maxMs: 50,
    },
    { figure: 'search, a common word', ask: search('ba'), bare: matches('ba'), maxMs: 5 },
    { figure: 'search, a rare word', ask: search('refactorer'), bare: matches('refactorer'), maxMs: 5 },
    { figure: 'search, a phrase', ask: search('"ba ce"'), bare: matches('"ba ce"'), maxMs: 5 },
  ]
}

/** Half-way through the list. */
async function deepCursor(reader: Reader): Promise<string> {
  let page = await reader.call('runs.list', { limit: 1_000 })
  const half = page.total / 2
  for (let seen = page.returned; page.next !== null && seen < half; seen += page.returned) {
    page = await reader.call('runs.list', { limit: 1_000, cursor: page.next })
  }
  return page.next ?? '0-0'
}

async function measure(db: Database.Database, { figure, ask, bare, maxMs }: Question): Promise<Row> {
  const statement = db.prepare(bare)
  const asked = await timesOf(ask)
  const limit = await timesOf(async () => statement.all())
  return {
    scenario: 'queries',
    figure,
    value: quantile(asked, 0.5),
    unit: 'ms',
    also: `p99 ${quantile(asked, 0.99).toFixed(2)}`,
    limit: { what: 'ms bare SQL', value: quantile(limit, 0.5) },
    bar: atMost(maxMs),
  }
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  const startedMs = performance.now()
  while (times.length < MAX_TIMES && performance.now() - startedMs < MAX_MS_OF_ONE) {
    const beganMs = performance.now()
    await work()
    times.push(performance.now() - beganMs)
  }
  return times
}
