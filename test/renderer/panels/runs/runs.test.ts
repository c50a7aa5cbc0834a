import { expect, test } from 'vitest'
import { environmentLines } from '../../../../src-renderer/panels/runs/environment-lines.ts'
import { appendPage, mergeFirstPage } from '../../../../src-renderer/panels/runs/merge-runs.ts'
import { putBackRuns, type RunList, removeRuns } from '../../../../src-renderer/state/run-list.ts'
import { aRunSummary } from '../../../support/renderer-data.ts'

const ports = { http: 14_318, grpc: 14_317 }

function run(name: string, second: number) {
  return aRunSummary({ runId: name, name, startedAt: `${1_767_225_600 + second}000000000` })
}

function listOf(...runs: RunList['runs']): RunList {
  const question = { filter: '', order: 'started', direction: 'descending' } as const
  return { question, runs, newCount: 0, next: null, total: runs.length, placedTotal: runs.length }
}

const page = (...runs: RunList['runs']) => ({ runs, next: null, total: runs.length })
const names = (runs: RunList['runs']) => runs.map(each => each.name)

test('a reader at the top sees new runs at once', () => {
  const list = mergeFirstPage(
    listOf(run('b', 2), run('a', 1)),
    page(run('c', 3), run('b', 2), run('a', 1)),
    false,
  )

  expect(names(list.runs)).toEqual(['c', 'b', 'a'])
  expect(list.newCount).toBe(0)
})

test('a busy reader keeps every row where it is and is told how many are new', () => {
  const changed = { ...run('b', 2), spanCount: 99 }
  const before = listOf(run('b', 2), run('a', 1))
  const held = mergeFirstPage(before, page(run('d', 4), run('c', 3), changed, run('a', 1)), true)

  expect(names(held.runs)).toEqual(['b', 'a'])
  expect(held.runs[0]?.spanCount).toBe(99)
  expect(held.newCount).toBe(2)
})

test('more new runs than a page holds are all counted', () => {
  const held = mergeFirstPage(
    listOf(run('a', 1)),
    { runs: [run('z', 9), run('y', 8)], next: 'on', total: 501 },
    true,
  )

  expect(held.newCount).toBe(500)
})

test('in another order than that of time, a run that moves up is not called new', () => {
  const list: RunList = {
    ...listOf(run('dear', 1)),
    question: { filter: '', order: 'cost', direction: 'descending' },
    total: 2,
    placedTotal: 2,
  }

  expect(mergeFirstPage(list, { runs: [run('cheap', 0)], next: null, total: 2 }, true).newCount).toBe(0)
  expect(mergeFirstPage(list, { runs: [run('new', 3)], next: null, total: 3 }, true).newCount).toBe(1)
})

test('the next page adds only what is not there yet', () => {
  expect(names(appendPage(listOf(run('b', 2)), page(run('b', 2), run('a', 1))).runs)).toEqual(['b', 'a'])
})

test('deleted runs leave the list and the count, once', () => {
  const list = removeRuns(removeRuns(listOf(run('b', 2), run('a', 1)), ['a']), ['a'])

  expect(names(list.runs)).toEqual(['b'])
  expect(list.total).toBe(1)
})

test('runs that are restored stand where they stood, whatever came meanwhile', () => {
  const before = [run('d', 4), run('c', 3), run('b', 2), run('a', 1)]
  const now = listOf(run('e', 5), run('d', 4), run('a', 1))

  const back = putBackRuns(now, before, ['b', 'c'])

  expect(names(back.runs)).toEqual(['e', 'd', 'c', 'b', 'a'])
  expect(back.total).toBe(5)
  expect(putBackRuns(back, before, ['b', 'c'])).toEqual(back)
})

test.each([
  ['shell', 'http', 'export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:14318'],
  ['shell', 'grpc', 'export OTEL_EXPORTER_OTLP_PROTOCOL=grpc'],
  ['powershell', 'http', '$env:OTEL_EXPORTER_OTLP_PROTOCOL = "http/protobuf"'],
  ['python', 'grpc', 'os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:14317"'],
  ['node', 'http', "process.env.OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:14318'"],
] as const)('the lines for %s over %s name the port that listens', (dialect, protocol, line) => {
  expect(environmentLines(dialect, protocol, ports).split('\n')).toContain(line)
})

test('the lines ask for the content of messages', () => {
  expect(environmentLines('shell', 'http', ports)).toContain(
    'export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true',
  )
})
