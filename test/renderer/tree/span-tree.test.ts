import { expect, test } from 'vitest'
import type { SpanSummary } from '#contract/span.ts'
import { buildSpanTree } from '../../../src-renderer/tree/build-span-tree.ts'
import { findNext, listAncestors, listInOrder } from '../../../src-renderer/tree/find-span.ts'
import { listRows } from '../../../src-renderer/tree/list-rows.ts'
import { aSpanSummary } from '../../support/renderer-data.ts'

function span(spanId: string, parentSpanId: string | null, change: Partial<SpanSummary> = {}): SpanSummary {
  return aSpanSummary({ spanId, parentSpanId, name: spanId, ...change })
}

const all = { collapsed: new Set<string>(), filter: '' }
const outline = (spans: SpanSummary[], choice = all) =>
  listRows(buildSpanTree(spans), choice).map(row => `${'  '.repeat(row.depth)}${row.span.name}`)

test('children stand below their parent in the order they began, however they arrived', () => {
  const spans = [
    span('late', 'root', { startNs: 9 }),
    span('early', 'root', { startNs: 1 }),
    span('root', null),
  ]

  expect(outline(spans)).toEqual(['root', '  early', '  late'])
})

test('a span whose parent has not arrived stands at the top and says so', () => {
  const rows = listRows(buildSpanTree([span('root', null), span('lost', 'elsewhere', { startNs: 5 })]), all)

  expect(rows.map(row => [row.span.name, row.depth, row.isOrphan])).toEqual([
    ['root', 0, false],
    ['lost', 0, true],
  ])
})

test('spans that are each other’s parents are all shown once', () => {
  const spans = [
    span('a', 'c', { startNs: 1 }),
    span('b', 'a', { startNs: 2 }),
    span('c', 'b', { startNs: 3 }),
    span('self', 'self'),
  ]

  expect(outline(spans).toSorted()).toEqual(['    c', '  b', 'a', 'self'])
})

test('a chain deeper than the call stack is walked', () => {
  const spans = Array.from({ length: 50_000 }, (_, index) =>
    span(`s${index}`, index === 0 ? null : `s${index - 1}`),
  )

  const tree = buildSpanTree(spans)

  expect(tree.countBelow('s0')).toBe(49_999)
  expect(listInOrder(tree)).toHaveLength(50_000)
})

test('a collapsed span counts what it hides', () => {
  const tree = buildSpanTree([span('root', null), span('a', 'root'), span('b', 'a')])

  const [row, ...rest] = listRows(tree, { ...all, collapsed: new Set(['root']) })

  expect(row).toMatchObject({ below: 2, isCollapsed: true })
  expect(rest).toEqual([])
})

test('a filter keeps the way to what it finds, and looks into what is collapsed', () => {
  const spans = [span('root', null), span('a', 'root'), span('b', 'root', { model: 'gpt-5' }), span('c', 'a')]

  const rows = listRows(buildSpanTree(spans), { collapsed: new Set(['root']), filter: 'GPT' })

  expect(rows.map(row => [row.span.name, row.isContext])).toEqual([
    ['root', true],
    ['b', false],
  ])
})

test('the next of a kind is found going round, in both directions', () => {
  const spans = listInOrder(
    buildSpanTree([
      span('a', null, { status: 'error', startNs: 1 }),
      span('b', null, { startNs: 2 }),
      span('c', null, { status: 'error', startNs: 3 }),
    ]),
  )
  const isError = (each: SpanSummary) => each.status === 'error'

  expect(findNext(spans, 'a', isError)?.spanId).toBe('c')
  expect(findNext(spans, 'c', isError)?.spanId).toBe('a')
  expect(findNext(spans, 'b', isError, -1)?.spanId).toBe('a')
  expect(findNext(spans, undefined, isError)?.spanId).toBe('a')
  expect(findNext([], undefined, isError)).toBeUndefined()
})

test('ancestors are listed from the nearest, and a circle ends', () => {
  const tree = buildSpanTree([
    span('root', null),
    span('a', 'root'),
    span('b', 'a'),
    span('x', 'y'),
    span('y', 'x'),
  ])

  expect(listAncestors(tree, 'b')).toEqual(['a', 'root'])
  expect(listAncestors(tree, 'x').length).toBeLessThan(3)
})

test('a filter speaks the same grammar as for runs, and one that cannot be read hides nothing', () => {
  const spans = [
    span('root', null, { kind: 'agent', durationNs: 9e9 }),
    span('fetch', 'root', { kind: 'tool', toolName: 'http', status: 'error', durationNs: 6e9 }),
    span('chat', 'root', { kind: 'llm', model: 'gpt-5' }),
  ]
  const found = (filter: string) =>
    listRows(buildSpanTree(spans), { ...all, filter }).flatMap(row => (row.isContext ? [] : row.span.spanId))

  expect(found('kind:tool status:error duration>5s')).toEqual(['fetch'])
  expect(found('-kind:tool,llm')).toEqual(['root'])
  expect(found('kind:tol')).toEqual(['root', 'fetch', 'chat'])
})
