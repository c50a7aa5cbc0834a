import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ended, tempIngest } from '../../../support/temp-ingest.ts'

const FIXTURES = resolve('test/fixtures/importers')
const SESSION = join(FIXTURES, 'claude-code/session.jsonl')
/** No two numbers give the same id. */
const runIdOf = (letter: string, number: number) => letter + number.toString(16).padStart(31, '0')
const otlpLine = (traceId: string, spans: number) =>
  JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: Array.from({ length: spans }, (_, index) => ({
              traceId,
              spanId: (index + 1).toString(16).padStart(16, '0'),
              name: 'step',
              startTimeUnixNano: '1790000000000000000',
              endTimeUnixNano: '1790000001000000000',
            })),
          },
        ],
      },
    ],
  })

function fixtures(dir: string): string[] {
  const paths = globSync(`${FIXTURES}/*/*`).filter(path => !path.endsWith('.expected.json'))
  return paths.map((path, index) => {
    const copy = join(dir, `${index}-${basename(path)}`)
    copyFileSync(path, copy)
    return copy
  })
}

test('every file, imported twice, changes nothing the second time', async () => {
  const { dir, imports, reader, changedRuns } = await tempIngest()
  const paths = fixtures(dir)

  const first = await ended(imports, imports.start(paths).jobId)
  const before = reader.statistics()
  changedRuns.clear()
  const second = await ended(imports, imports.start(paths).jobId)

  expect(first).toMatchObject({ state: 'done', failureCount: 0, filesRead: paths.length })
  expect(first.newSpans).toBeGreaterThan(100)
  expect(second).toMatchObject({ spans: first.spans, newSpans: 0 })
  expect(second.files.map(file => file.runIds)).toEqual(first.files.map(file => file.runIds))
  expect(reader.statistics()).toMatchObject({ runs: before.runs, spans: before.spans, blocks: before.blocks })
  // Where a format tells a span twice, as when it began and when it ended, the first telling is written again.
  expect(changedRuns.size).toBeLessThan(before.runs / 2)
})

test('a folder is walked once, whatever links lead back into it, and says what was no trace', async () => {
  const { dir, imports } = await tempIngest()
  const root = join(dir, 'traces')
  mkdirSync(join(root, 'inner'), { recursive: true })
  copyFileSync(SESSION, join(root, 'inner', 'session.jsonl'))
  writeFileSync(join(root, 'package.json'), '{"name":"nothing"}')
  writeFileSync(join(root, 'inner', 'empty.jsonl'), '')
  symlinkSync(root, join(root, 'inner', 'loop'))

  const job = await ended(imports, imports.start([root]).jobId)

  expect(job).toMatchObject({ state: 'done', filesRead: 3, otherFiles: 2, failures: [] })
  expect(job.files.map(file => file.name)).toEqual([join('traces', 'inner', 'session.jsonl')])
})

test('what cannot be read is told in a sentence, and costs no other file', async () => {
  const { dir, imports } = await tempIngest()
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  mkdirSync(join(dir, 'void'))
  const utf16 = Buffer.from(`\uFEFF${readFileSync(SESSION, 'utf8')}`, 'utf16le')
  const paths = [
    file('empty.jsonl', ''),
    file('utf16.jsonl', utf16),
    file('utf16-unmarked.jsonl', utf16.subarray(2)),
    file('picture.jsonl', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])),
    file('other.json', '{"hello":1}'),
    file('torn.jsonl.gz', gzipSync('{"a":1}').subarray(0, 12)),
    join(dir, 'gone.json'),
    join(dir, 'void'),
    SESSION,
  ]

  const job = await ended(imports, imports.start(paths).jobId)

  const reasons = Object.fromEntries(job.failures.map(failure => [failure.name, failure.reason]))
  expect(reasons).toMatchObject({
    'empty.jsonl': 'it is empty.',
    'utf16.jsonl': expect.stringContaining('Save it as UTF-8'),
    'utf16-unmarked.jsonl': expect.stringContaining('Save it as UTF-8'),
    'picture.jsonl': 'it is no text.',
    'other.json': expect.stringContaining('none of the formats'),
    'torn.jsonl.gz': expect.stringContaining('damaged archive'),
    'gone.json': 'there is no such file.',
  })
  expect(job.files.map(each => each.name)).toEqual(['session.jsonl'])
  expect((await ended(imports, imports.start([join(dir, 'void')]).jobId)).failures).toEqual([
    { name: 'void', reason: expect.stringContaining('holds no file with a name') },
  ])
})

test.skipIf(process.getuid?.() === 0)('a file this user may not read is told as such', async () => {
  const { dir, imports } = await tempIngest()
  const path = join(dir, 'secret.jsonl')
  copyFileSync(SESSION, path)
  chmodSync(path, 0)

  const job = await ended(imports, imports.start([path]).jobId)

  expect(job.failures).toEqual([{ name: 'secret.jsonl', reason: 'this user may not read it.' }])
})

test('a byte order mark, the line ends of Windows and gzip change nothing', async () => {
  const { dir, imports } = await tempIngest()
  const text = readFileSync(SESSION, 'utf8')
  const variants = {
    'bom.jsonl': Buffer.from(`\uFEFF${text}`),
    'crlf.jsonl': Buffer.from(text.replaceAll('\n', '\r\n')),
    'packed.jsonl.gz': gzipSync(text),
  }
  const plain = await imports.importFile('session.jsonl', SESSION)

  for (const [name, content] of Object.entries(variants)) {
    writeFileSync(join(dir, name), content)
    const file = await imports.importFile(name, join(dir, name))
    expect(file).toEqual({ ...plain, name, newSpans: 0 })
  }
})

test('a file of nothing but damage is told by its first lines and their whole number', async () => {
  const { imports } = await tempIngest()

  const file = await imports.importText('x', `{"resourceSpans":[]}\n${'damaged\n'.repeat(250)}`)

  expect(file).toMatchObject({ spans: 0, skippedCount: 250 })
  expect(file.skipped).toHaveLength(100)
  expect(file.skipped[0]).toEqual({ line: 2, reason: 'Not a complete JSON document.' })
})

test('an import is cancelled between two pieces; what was recorded stays, and it can go on later', async () => {
  const { dir, imports, reader } = await tempIngest()
  const path = join(dir, 'long.jsonl')
  writeFileSync(path, Array.from({ length: 600 }, (_, index) => otlpLine(runIdOf('a', index), 40)).join('\n'))
  const first = imports.start([path])
  const waiting = imports.start([SESSION])

  await expect
    .poll(() => imports.get(first.jobId).bytesRead, { interval: 1, timeout: 20_000 })
    .toBeGreaterThan(0)
  imports.cancel(first.jobId)
  const cancelled = await ended(imports, first.jobId)
  const next = await ended(imports, waiting.jobId)
  const again = await ended(imports, imports.start([path]).jobId)

  expect(cancelled.state).toBe('cancelled')
  expect(cancelled.newSpans).toBeLessThan(24_000)
  expect(next).toMatchObject({ state: 'done', failureCount: 0 })
  expect(again).toMatchObject({ state: 'done', spans: 24_000, newSpans: 24_000 - cancelled.newSpans })
  expect(reader.statistics().spans).toBe(24_000 + next.newSpans)
})

test('exports are answered while a file is imported', async () => {
  const { dir, imports, ingest } = await tempIngest()
  const path = join(dir, 'long.jsonl')
  writeFileSync(path, Array.from({ length: 300 }, (_, i) => otlpLine(runIdOf('b', i), 40)).join('\n'))
  const { jobId } = imports.start([path])
  let answered = 0

  await expect
    .poll(() => imports.get(jobId).spans + imports.get(jobId).bytesRead, { interval: 1, timeout: 20_000 })
    .toBeGreaterThan(0)
  while (imports.get(jobId).endedAt === null) {
    const bytes = new TextEncoder().encode(otlpLine(runIdOf('c', answered), 1))
    const outcome = await ingest.accept({ signal: 'traces', encoding: 'json', bytes })
    expect(outcome.status).toBe('stored')
    answered += 1
  }

  // Each waits for one piece of the file at most, and the file has more than a hundred.
  expect(answered).toBeGreaterThan(20)
})

test('logs and metrics of an OTLP file are recorded, and join the spans they belong to', async () => {
  const { imports, reader } = await tempIngest()
  const traceId = 'd'.repeat(32)
  const spanId = '0000000000000001'
  const log = {
    timeUnixNano: '1790000000500000000',
    traceId,
    spanId,
    eventName: 'gen_ai.choice',
    body: { stringValue: 'fjord' },
  }
  const point = { timeUnixNano: '1790000000500000000', asInt: '3' }
  const lines = [
    otlpLine(traceId, 1),
    JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [log] }] }] }),
    JSON.stringify({
      resourceMetrics: [
        {
          scopeMetrics: [
            { metrics: [{ name: 'gen_ai.client.token.usage', gauge: { dataPoints: [point] } }] },
          ],
        },
      ],
    }),
  ]

  const file = await imports.importText('mixed.jsonl', lines.join('\n'))

  expect(file).toMatchObject({ spans: 1, newSpans: 1, logRecords: 1, dataPoints: 1, skipped: [] })
  expect(reader.statistics()).toMatchObject({ spans: 1, logs: 1 })
})

test('the database of TraceLLM is read with what is still in its log, and left as it was', async () => {
  const { dir, imports, reader } = await tempIngest()
  const home = join(dir, 'tracellm')
  mkdirSync(home)
  const path = join(home, 'traces.db')
  // Ends without closing the database, as a server that is still running has not.
  const script = `
    const Database = require('better-sqlite3')
    const db = new Database(process.argv[1])
    db.pragma('journal_mode = wal')
    db.exec('create table traces (id integer primary key, trace_id text, prompt text, response text, latency real, token_count integer, model_name text, status text, steps text, api_key text, created_at text, updated_at text)')
    db.prepare('insert into traces values (1, ?, ?, ?, 812.4, 96, ?, ?, ?, ?, ?, ?)').run('t-1', '{"ticket":17}', 'Refund.', 'gpt-4o-mini', 'success',
      JSON.stringify([{ step_id: 's1', tool_name: 'fetch_ticket', input: { id: '17' }, output: { result: 'late' }, duration: 101.2, success: true, timestamp: '2026-06-10T23:10:41.823324+00:00' }]),
      'tlm_sk_secret', '2026-06-10T23:10:41.658053+00:00', '2026-06-10T23:10:42.6+00:00')
    process.kill(process.pid, 'SIGKILL')
  `
  expect(() => execFileSync(process.execPath, ['-e', script, path], { stdio: 'ignore' })).toThrow()
  const before = { names: readdirSync(home), bytes: readFileSync(path), log: readFileSync(`${path}-wal`) }
  expect(existsSync(`${path}-wal`)).toBe(true)

  const file = await imports.importFile('traces.db', path)

  expect(file).toMatchObject({ format: 'TraceLLM', spans: 3, newSpans: 3, skipped: [] })
  expect(reader.statistics().runs).toBe(1)
  expect({ names: readdirSync(home), bytes: readFileSync(path), log: readFileSync(`${path}-wal`) }).toEqual(
    before,
  )
})

test('a document larger than what is read in one piece is read item by item, the same way lines are', async () => {
  const { dir, imports, reader } = await tempIngest()
  const long = 'x'.repeat(20_000)
  const members = Array.from({ length: 500 }, (_, index) => ({
    resource: { attributes: [{ key: 'long', value: { stringValue: long } }] },
    ...JSON.parse(otlpLine(runIdOf('e', index), 1)).resourceSpans[0],
  }))
  const path = join(dir, 'one.json')
  writeFileSync(path, JSON.stringify({ resourceSpans: members }, undefined, 1))
  expect(statSync(path).size).toBeGreaterThan(8 * 1024 * 1024)

  const file = await imports.importFile('one.json', path)

  expect(file).toMatchObject({ spans: 500, newSpans: 500, runCount: 500, skippedCount: 0 })
  expect(reader.statistics().spans).toBe(500)
})

test('a file that comes in parts is imported when the last is there', async () => {
  const { imports } = await tempIngest()
  const bytes = gzipSync(readFileSync(SESSION))
  const half = Math.floor(bytes.length / 2)

  const first = await imports.upload({ name: 's.jsonl.gz', bytes: bytes.subarray(0, half), isLast: false })
  const { uploadId } = first
  const last = await imports.upload({
    name: 's.jsonl.gz',
    uploadId,
    bytes: bytes.subarray(half),
    isLast: true,
  })
  const job = await ended(imports, last.job?.jobId ?? '')

  expect(first.job).toBeNull()
  expect(job).toMatchObject({ state: 'done', names: ['s.jsonl.gz'] })
  expect(job.files).toMatchObject([{ name: 's.jsonl.gz', format: 'Claude Code' }])
  await expect(imports.upload({ name: 'x', uploadId, bytes, isLast: true })).rejects.toThrow('begin again')
})
