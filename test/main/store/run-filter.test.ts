import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runFields } from '#contract/filter/field.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import type { Direction, RunOrder } from '#contract/run-order.ts'
import { openStoreReader, openStoreWriter, type StoreReader } from '../../../src-main/store/open-store.ts'
import { aCallRecord, aSpanRecord } from '../../support/a-span-record.ts'
import { makeTempDir } from '../../support/temp-dir.ts'

const NOW_MS = Date.UTC(2026, 10, 21, 12)
const HOUR_NS = 3_600_000_000_000n

const noLabels = { star: undefined, note: undefined, addTags: [], removeTags: [] }

let reader: StoreReader

interface Planned {
  readonly name: string
  readonly hoursAgo: number
  readonly seconds?: number
  readonly model?: string
  readonly costNano?: number
  readonly failed?: boolean
  readonly service?: string
}

const planned: readonly Planned[] = [
  { name: 'review', hoursAgo: 1, seconds: 5, model: 'gpt-5', costNano: 200_000_000, service: 'ci' },
  {
    name: 'deploy',
    hoursAgo: 2,
    seconds: 60,
    model: 'gpt-5-mini',
    costNano: 10_000_000,
    failed: true,
    service: 'ci',
  },
  { name: 'search', hoursAgo: 30, seconds: 1, model: 'local-model', service: 'desk' },
  { name: 'tidy up', hoursAgo: 200, seconds: 600 },
]

beforeAll(() => {
  const dir = makeTempDir()
  const path = join(dir.path, 'runback.db')
  const writer = openStoreWriter(path)
  for (const [index, run] of planned.entries()) {
    const start = BigInt(NOW_MS) * 1_000_000n - BigInt(run.hoursAgo) * HOUR_NS
    const cost = run.costNano
    writer.write(
      [
        aSpanRecord({
          traceId: String(index + 1).repeat(32),
          name: run.name,
          kind: run.model === undefined ? 'custom' : 'llm',
          status: run.failed === true ? 'error' : 'ok',
          serviceName: run.service ?? null,
          startUnixNano: start,
          endUnixNano: start + BigInt(run.seconds ?? 1) * 1_000_000_000n,
          call:
            run.model === undefined
              ? undefined
              : aCallRecord({
                  requestModel: run.model,
                  cost:
                    cost === undefined ? { confidence: 'unknown' } : { confidence: 'derived', value: cost },
                }),
        }),
      ],
      NOW_MS - run.hoursAgo * 3_600_000,
    )
  }
  writer.label('1'.repeat(32), undefined, { ...noLabels, star: true }, NOW_MS)
  writer.label('3'.repeat(32), undefined, { ...noLabels, addTags: ['zebra', 'apple'] }, NOW_MS)
  reader = openStoreReader(path)
  return () => {
    reader.close()
    writer.close()
    dir.remove()
  }
})

function chosen(filter: string): string[] {
  const { terms, problems } = parseFilter(filter, runFields, NOW_MS)
  expect(problems).toEqual([])
  return reader.runs.list({ terms, limit: 10 }, NOW_MS).runs.map(run => run.name)
}

describe('runs are chosen by', () => {
  test.each([
    ['', ['review', 'deploy', 'search', 'tidy up']],
    ['model:gpt-5', ['review', 'deploy']],
    ['model=gpt-5', ['review']],
    ['-model:gpt', ['search', 'tidy up']],
    ['model:mini,local', ['deploy', 'search']],
    ['status:error', ['deploy']],
    ['status!=error', ['review', 'search', 'tidy up']],
    ['cost>0.1', ['review']],
    ['cost<0.1', ['deploy', 'tidy up']],
    ['cost:unknown', ['search']],
    ['-cost:unknown cost>=0.01', ['review', 'deploy']],
    ['duration:5s..1m', ['review', 'deploy']],
    ['started:3h', ['review', 'deploy']],
    ['started<7d', ['tidy up']],
    ['service:CI -name:review', ['deploy']],
    ['"tidy up"', ['tidy up']],
    ['calls=0', ['tidy up']],
    ['is:live', []],
    ['id:3333', ['search']],
  ])('%s', (filter, names) => {
    expect(chosen(filter)).toEqual(names)
  })
})

describe('runs come in the order of', () => {
  test.each<[RunOrder, Direction, string[]]>([
    ['started', 'ascending', ['tidy up', 'search', 'deploy', 'review']],
    ['name', 'ascending', ['deploy', 'review', 'search', 'tidy up']],
    ['duration', 'descending', ['tidy up', 'deploy', 'review', 'search']],
    // What nobody knows is neither the most nor the least.
    ['cost', 'descending', ['review', 'deploy', 'tidy up', 'search']],
    ['cost', 'ascending', ['tidy up', 'deploy', 'review', 'search']],
    ['status', 'ascending', ['deploy', 'review', 'search', 'tidy up']],
    ['agent', 'ascending', ['review', 'deploy', 'search', 'tidy up']],
    ['agent', 'descending', ['search', 'deploy', 'review', 'tidy up']],
    ['models', 'descending', ['search', 'deploy', 'review', 'tidy up']],
    ['star', 'descending', ['review', 'tidy up', 'search', 'deploy']],
    ['tags', 'ascending', ['search', 'review', 'deploy', 'tidy up']],
  ])('%s, %s, page by page', (order, direction, names) => {
    const listed: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = reader.runs.list({ order, direction, cursor, limit: 1 }, NOW_MS)
      listed.push(...page.runs.map(run => run.name))
      cursor = page.next ?? undefined
      more = page.next !== null
    }
    expect(listed).toEqual(names)
  })

  test('a cursor of another order is refused', () => {
    const { next } = reader.runs.list({ order: 'cost', limit: 1 }, NOW_MS)
    expect(() => reader.runs.list({ order: 'calls', limit: 1, cursor: next ?? '' }, NOW_MS)).toThrow(
      /another order/,
    )
  })
})

test('facets count the runs that the filter chooses, by value', () => {
  const { terms } = parseFilter('started:7d', runFields, NOW_MS)
  expect(reader.runs.facets({ terms }, 10, NOW_MS)).toEqual({
    status: [
      { value: 'ok', runs: 2 },
      { value: 'error', runs: 1 },
    ],
    model: ['gpt-5', 'gpt-5-mini', 'local-model'].map(value => ({ value, runs: 1 })),
    agent: [],
    service: [
      { value: 'ci', runs: 2 },
      { value: 'desk', runs: 1 },
    ],
    tag: ['apple', 'zebra'].map(value => ({ value, runs: 1 })),
  })
})
