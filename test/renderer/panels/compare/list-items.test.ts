import { expect, test } from 'vitest'
import type { RunDiff } from '#contract/diff.ts'
import { defaultIgnoreRules } from '#contract/ignore-rules.ts'
import { compareRuns } from '../../../../src-main/diff/compare-runs.ts'
import { layoutMinimap } from '../../../../src-renderer/panels/compare/layout-minimap.ts'
import {
  findChange,
  hidersOf,
  type Item,
  listItems,
} from '../../../../src-renderer/panels/compare/list-items.ts'
import { A, B, record, type Turn, textOf } from '../../../support/a-recording.ts'

const use = (tool: string, result = 'ok'): Turn => ({ calls: [{ tool, arguments: { tool }, result }] })
const tools = (count: number) => Array.from({ length: count }, (_, index) => use(`tool_${index}`))
const compare = (left: readonly Turn[], right: readonly Turn[]): RunDiff =>
  compareRuns(
    record({ runId: A, turns: left }),
    record({ runId: B, turns: right }),
    textOf,
    defaultIgnoreRules,
  )

function told(item: Item): string {
  if (item.type === 'fold') return `${item.count} equal`
  if (item.type === 'loop') return `loop ${item.loop.leftTimes}|${item.loop.rightTimes} ${item.isOpen}`
  return `${item.row.change}${item.mark === undefined ? '' : ` ${item.mark}`}`
}

test('equal stretches are one line, and what is next to a change stays in sight', () => {
  const diff = compare([...tools(8), { says: 'yes' }], [...tools(8), { says: 'no' }])

  const items = listItems(diff, new Set())

  expect(items.map(told)).toEqual(['14 equal', 'same', 'same', 'changed first'])
  expect(listItems(diff, new Set(['fold-0'])).map(told)).toHaveLength(17)
})

test('everything after the first difference may be its consequence', () => {
  const changed = tools(6).with(2, use('tool_2', 'another result'))
  const items = listItems(compare(tools(6), changed), new Set())

  const rows = items.flatMap(item => (item.type === 'row' ? [item] : []))
  const first = rows.findIndex(item => item.mark === 'first')
  expect(rows[first]?.row.aspects).toEqual(['result'])
  expect(rows.slice(0, first + 1).every(item => !item.isConsequence)).toBe(true)
  expect(rows.slice(first + 1).every(item => item.isConsequence)).toBe(true)
})

test('a loop of both runs is a group, closed when it is long, and opened to show a row within', () => {
  const pages = (count: number) => Array.from({ length: count }, (_, page) => use('fetch', `page ${page}`))
  const diff = compare([use('start', 'a'), ...pages(7)], [use('start', 'b'), ...pages(9)])

  const items = listItems(diff, new Set())
  const loop = items.find(item => item.type === 'loop')
  expect(loop).toMatchObject({ loop: { leftTimes: 7, rightTimes: 9 } })
  if (loop?.type !== 'loop') return
  const closed = loop.isOpen ? listItems(diff, new Set([loop.id])) : items
  expect(closed.filter(item => item.type === 'row' && item.isInLoop)).toEqual([])
  expect(hidersOf(closed, loop.from + 3)).toEqual([loop.id])
  expect(hidersOf(closed, 0)).toEqual([])
})

test('every row is on screen once, in order, when everything is open', () => {
  const diff = compare([...tools(9), use('x'), ...tools(4)], [...tools(9), use('y'), use('z'), ...tools(4)])
  let turned = new Set<string>()
  for (const index of diff.rows.keys())
    turned = new Set([...turned, ...hidersOf(listItems(diff, turned), index)])

  const shown = listItems(diff, turned).flatMap(item => (item.type === 'row' ? [item.index] : []))
  expect(shown).toEqual([...diff.rows.keys()])
})

test('next and previous go from change to change and stop at the ends', () => {
  const { rows } = compare(tools(4), tools(4).with(1, use('tool_1', 'b')).with(3, use('tool_3', 'c')))
  const first = findChange(rows, undefined, 1)
  const last = findChange(rows, undefined, -1)

  expect(rows[first ?? -1]?.change).toBe('changed')
  expect(findChange(rows, first, -1)).toBeUndefined()
  expect(findChange(rows, last, 1)).toBeUndefined()
  expect(findChange(rows, findChange(rows, first, 1), -1)).toBe(first)
})

test('the minimap shows where changes lie, and of several in one place the loudest', () => {
  const row = (change: 'same' | 'changed' | 'removed') => ({
    change,
    left: 0,
    right: 0,
    counterpart: null,
    aspects: [],
  })
  const rows = Array.from({ length: 1_000 }, (_, index) =>
    row(index === 500 ? 'removed' : index >= 500 && index < 520 ? 'changed' : 'same'),
  )

  expect(layoutMinimap(rows, 100)).toEqual([
    { top: 0.5, height: 0.01, change: 'removed' },
    { top: 0.51, height: 0.01, change: 'changed' },
  ])
  expect(layoutMinimap(rows.slice(499, 501), 100)).toEqual([{ top: 0.5, height: 0.5, change: 'removed' }])
  expect(layoutMinimap([], 100)).toEqual([])
})
