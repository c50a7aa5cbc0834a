import { expect, test } from 'vitest'
import { chooseNodes } from '../../../../src-renderer/panels/graph/choose-nodes.ts'
import { layoutNodes } from '../../../../src-renderer/panels/graph/layout-nodes.ts'
import { buildSpanTree } from '../../../../src-renderer/tree/build-span-tree.ts'
import { aSpanSummary } from '../../../support/renderer-data.ts'

const SPACING = { columnWidth: 100, rowHeight: 10, treeGap: 5 }
const none = new Set<string>()

/** `parents[i]` is the parent of span i, as its number; -1 for a root. */
function treeOf(parents: readonly number[]) {
  const idOf = (index: number) => `s${String(index).padStart(6, '0')}`
  return buildSpanTree(
    parents.map((parent, index) =>
      aSpanSummary({
        spanId: idOf(index),
        startNs: index,
        parentSpanId: parent === -1 ? null : idOf(parent),
      }),
    ),
  )
}

function layout(parents: readonly number[]) {
  const nodes = chooseNodes(treeOf(parents), { mostNodes: 1000, opened: none })
  return { nodes, positions: layoutNodes(nodes, SPACING) }
}

test('children stand in the next column, and their parent amid them', () => {
  const { positions } = layout([-1, 0, 0, 0])

  expect([...positions.values()].toSorted((a, b) => a.x - b.x || a.y - b.y)).toEqual([
    { x: 0, y: 10 },
    { x: 100, y: 0 },
    { x: 100, y: 10 },
    { x: 100, y: 20 },
  ])
})

test('no two nodes stand in the same place, in any tree', () => {
  const parents = Array.from({ length: 400 }, (_, index) =>
    index === 0 ? -1 : Math.floor((((index * 7919) % 1000) / 1000) * index),
  )

  const { positions } = layout(parents)

  const columns = Map.groupBy(positions.values(), position => position.x)
  for (const column of columns.values()) {
    const heights = column.map(position => position.y).toSorted((a, b) => a - b)
    const gaps = heights.slice(1).map((y, index) => y - (heights[index] ?? 0))
    expect(Math.min(Number.POSITIVE_INFINITY, ...gaps)).toBeGreaterThanOrEqual(SPACING.rowHeight)
  }
})

test('a chain deeper than the call stack is laid out', () => {
  const { nodes } = layout([-1])
  const deep = Array.from({ length: 20_000 }, (_, index) => index - 1)
  const chosen = chooseNodes(treeOf(deep), { mostNodes: 30_000, opened: none })

  expect(nodes).toHaveLength(1)
  expect(layoutNodes(chosen, SPACING).size).toBe(20_000)
})

test('a large run shows whole levels while they fit, with a count of the rest', () => {
  const parents = Array.from({ length: 1111 }, (_, index) =>
    index === 0 ? -1 : Math.floor((index - 1) / 10),
  )

  const nodes = chooseNodes(treeOf(parents), { mostNodes: 200, opened: none })

  expect(nodes).toHaveLength(111)
  expect(nodes.at(-1)?.hidden).toBe(10)
  expect(nodes[0]?.hidden).toBe(0)
})

test('the reader opens what is folded, one span at a time', () => {
  const parents = Array.from({ length: 1111 }, (_, index) =>
    index === 0 ? -1 : Math.floor((index - 1) / 10),
  )
  const tree = treeOf(parents)

  const nodes = chooseNodes(tree, { mostNodes: 200, opened: new Set(['s000011']) })

  expect(nodes).toHaveLength(121)
  expect(nodes.find(node => node.span.spanId === 's000011')?.hidden).toBe(0)
})

test('every edge is a parent that was named', () => {
  const tree = treeOf([-1, 0, 1])

  expect(chooseNodes(tree, { mostNodes: 10, opened: none }).map(node => node.parentId)).toEqual([
    undefined,
    's000000',
    's000001',
  ])
})
