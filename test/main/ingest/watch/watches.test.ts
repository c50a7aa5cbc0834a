import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startWatches } from '../../../../src-main/ingest/watch/start-watches.ts'
import { tempIngest } from '../../../support/temp-ingest.ts'

const SESSION = resolve('test/fixtures/importers/claude-code/session.jsonl')
const agentTraceSpan = (number: number) =>
  `${JSON.stringify({
    type: 'run',
    data: {
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      name: `run ${number}`,
      start_time: '2026-10-01T09:00:00+00:00',
      end_time: '2026-10-01T09:00:01+00:00',
      status: 'completed',
    },
  })}\n`

async function tempWatches() {
  const world = await tempIngest()
  const folder = join(world.dir, 'traces')
  mkdirSync(folder)
  const start = () => {
    const watches = startWatches(world.ingest, world.imports.thread, () => undefined)
    onTestFinished(() => watches.close())
    return watches
  }
  const spans = () => world.reader.statistics().spans
  const reaches = (count: number) => expect.poll(spans, { timeout: 10_000 }).toBe(count)
  return { ...world, folder, start, spans, reaches }
}

test('what a folder holds is recorded, and what is added to its files line by line as it comes', async () => {
  const { folder, start, reaches } = await tempWatches()
  const file = join(folder, 'runs.jsonl')
  writeFileSync(file, agentTraceSpan(1))
  const watches = start()

  await watches.start([folder])
  await reaches(1)
  appendFileSync(file, agentTraceSpan(2))
  await reaches(2)
  // A line that is still being written waits for its end.
  const third = agentTraceSpan(3)
  appendFileSync(file, third.slice(0, 40))
  appendFileSync(file, third.slice(40) + agentTraceSpan(4).slice(0, 30))
  await reaches(3)
  appendFileSync(file, agentTraceSpan(4).slice(30))
  await reaches(4)

  expect(watches.list()).toMatchObject([
    { path: folder, state: 'watching', reason: null, files: 1, newSpans: 4 },
  ])
})

test('a session that grows is recorded as if it had been read at once', async () => {
  const { folder, start, spans, reader, imports, changedRuns } = await tempWatches()
  const lines = readFileSync(SESSION, 'utf8').trimEnd().split('\n')
  const file = join(folder, 'session.jsonl')
  writeFileSync(file, '')
  await start().start([folder])

  for (const part of [lines.slice(0, 6), lines.slice(6, 12), lines.slice(12)]) {
    const before = spans()
    appendFileSync(file, `${part.join('\n')}\n`)
    await expect.poll(spans, { timeout: 10_000 }).toBeGreaterThan(before)
  }
  await vi.waitFor(() => expect(spans()).toBe(20), { timeout: 10_000 })

  const { runs } = reader.statistics()
  changedRuns.clear()
  const whole = await imports.importFile('session.jsonl', SESSION)
  expect(runs).toBe(1)
  expect(whole).toMatchObject({ spans: 20, newSpans: 0 })
  // Not one span is told in other words.
  expect([...changedRuns]).toEqual([])
})

test('folders and files that come later are followed too, whatever else lies there', async () => {
  const { folder, start, reaches } = await tempWatches()
  await start().start([folder])

  mkdirSync(join(folder, '2026', '10'), { recursive: true })
  writeFileSync(join(folder, '2026', '10', 'notes.txt'), 'nothing')
  writeFileSync(join(folder, '2026', '10', 'other.json'), '{"a":1}')
  writeFileSync(join(folder, '2026', '10', 'runs.jsonl'), agentTraceSpan(1))
  await reaches(1)
  appendFileSync(join(folder, '2026', '10', 'runs.jsonl'), agentTraceSpan(2))

  await reaches(2)
})

test('a file that is cut off, replaced or renamed is read from where it makes sense', async () => {
  const { folder, start, reaches, ingest } = await tempWatches()
  const file = join(folder, 'runs.jsonl')
  writeFileSync(file, agentTraceSpan(1) + agentTraceSpan(2))
  await start().start([folder])
  await reaches(2)

  truncateSync(file)
  appendFileSync(file, agentTraceSpan(3))
  await reaches(3)
  // As logs are rotated: the old file gets another name, a new one takes its place.
  renameSync(file, join(folder, 'runs-1.jsonl'))
  writeFileSync(file, agentTraceSpan(4) + agentTraceSpan(5))
  await reaches(5)
  appendFileSync(join(folder, 'runs-1.jsonl'), agentTraceSpan(6))
  await reaches(6)

  await expect
    .poll(async () => (await ingest.ask({ kind: 'list-watched-files' })).map(each => [each.path, each.line]))
    .toEqual([
      [join(folder, 'runs-1.jsonl'), 3],
      [file, 3],
    ])
})

test('after a restart only what was added meanwhile is read', async () => {
  const { folder, start, reaches, imports } = await tempWatches()
  const files = ['a.jsonl', 'b.jsonl'].map(name => join(folder, name))
  for (const [index, file] of files.entries())
    writeFileSync(file, agentTraceSpan(index) + agentTraceSpan(index + 10))
  const first = start()
  await first.start([folder])
  await reaches(4)
  await expect.poll(() => first.list()[0]?.state).toBe('watching')
  await first.close()
  appendFileSync(files[1] ?? '', agentTraceSpan(20))
  const read = vi.spyOn(imports.thread, 'read')

  await start().start([folder])
  await reaches(5)

  expect(read.mock.calls.map(([source]) => source)).toMatchObject([
    { kind: 'growing', name: 'b.jsonl', known: { line: 3 } },
  ])
})

test('a folder that is not there is told, and followed no more once it is taken off the list', async () => {
  const { folder, start, spans, ingest } = await tempWatches()
  const gone = join(folder, 'gone')
  copyFileSync(SESSION, join(folder, 'session.jsonl'))
  const watches = start()

  await watches.start([folder, gone])
  await expect
    .poll(() => watches.list().map(each => each.state), { timeout: 10_000 })
    .toEqual(['watching', 'missing'])
  expect(watches.list()[1]?.reason).toBe('there is no such file.')
  await watches.follow([])
  rmSync(join(folder, 'session.jsonl'))
  writeFileSync(join(folder, 'runs.jsonl'), agentTraceSpan(1))

  expect(watches.list()).toEqual([])
  expect(spans()).toBe(20)
  await watches.follow([gone])
  expect(await ingest.ask({ kind: 'list-watched-files' })).toEqual([])
})
