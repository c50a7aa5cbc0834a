import { expect, test } from 'vitest'
import { environmentLines } from '../../../../src-renderer/panels/runs/environment-lines.ts'
import {
  appendPage,
  mergeNewest,
  releaseHeld,
  removeRun,
} from '../../../../src-renderer/panels/runs/merge-runs.ts'
import type { RunList } from '../../../../src-renderer/state/run-list.ts'
import { aRunSummary } from '../../../support/renderer-data.ts'

const ports = { http: 14_318, grpc: 14_317 }

function run(name: string, second: number) {
  return aRunSummary({ runId: name, name, startedAt: `${1_767_225_600 + second}000000000` })
}

function listOf(...runs: RunList['runs']): RunList {
  return { filter: '', runs, held: [], next: null, total: runs.length }
}

const page = (...runs: RunList['runs']) => ({ runs, next: null, total: runs.length })
const names = (runs: RunList['runs']) => runs.map(each => each.name)

test('a reader at the top sees new runs at once', () => {
  const list = mergeNewest(
    listOf(run('b', 2), run('a', 1)),
    page(run('c', 3), run('b', 2), run('a', 1)),
    false,
  )

  expect(names(list.runs)).toEqual(['c', 'b', 'a'])
})

test('a busy reader keeps every row where it is and is told how many are new', () => {
  const changed = { ...run('b', 2), spanCount: 99 }
  const held = mergeNewest(listOf(run('b', 2), run('a', 1)), page(run('d', 4), run('c', 3), changed), true)

  expect(names(held.runs)).toEqual(['b', 'a'])
  expect(held.runs[0]?.spanCount).toBe(99)
  expect(names(held.held)).toEqual(['d', 'c'])
  expect(names(releaseHeld(held).runs)).toEqual(['d', 'c', 'b', 'a'])
})

test('runs further down than the newest page stay, and those gone from the page go', () => {
  const list = mergeNewest(
    listOf(run('c', 3), run('gone', 2), run('a', 1)),
    page(run('c', 3), run('b', 2)),
    false,
  )

  expect(names(list.runs)).toEqual(['c', 'b', 'a'])
})

test('the next page adds only what is not there yet', () => {
  expect(names(appendPage(listOf(run('b', 2)), page(run('b', 2), run('a', 1))).runs)).toEqual(['b', 'a'])
})

test('a deleted run leaves the list and the count, once', () => {
  const list = removeRun(removeRun(listOf(run('b', 2), run('a', 1)), 'a'), 'a')

  expect(names(list.runs)).toEqual(['b'])
  expect(list.total).toBe(1)
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
