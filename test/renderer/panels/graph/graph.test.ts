import { expect, test } from 'vitest'
import type { GraphEdge } from '#contract/run-graph.ts'
import { keepInPlace, nearestFirst } from '../../../../src-renderer/panels/graph/keep-in-place.ts'
import { layoutLayers } from '../../../../src-renderer/panels/graph/layout-layers.ts'
import { chooseDirection, layoutNodes } from '../../../../src-renderer/panels/graph/layout-nodes.ts'
import { walk } from '../../../../src-renderer/panels/graph/walk.ts'

const size = { width: 100, height: 10 }

/** `parents[i]` leads to node i; -1 where nothing does. */
function shapeOf(parents: readonly number[], direction: 'right' | 'down' = 'right') {
  const edges = parents.flatMap((parent, index) => (parent === -1 ? [] : [parent, index]))
  return { count: parents.length, edges, direction, size }
}

const random = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    index === 0 ? -1 : Math.floor((((index * 7919) % 1000) / 1000) * index),
  )

function edge(source: string, target: string): GraphEdge {
  return { source, target, kind: 'parent', count: 1, isGuess: false, reason: 'It is.' }
}

test('what follows a node stands behind it, and the node amid what follows', () => {
  const right = layoutNodes(shapeOf([-1, 0, 0, 0]))
  const down = layoutNodes(shapeOf([-1, 0, 0], 'down'))

  const [root, ...leaves] = right
  expect(new Set(leaves.map(point => point.x)).size).toBe(1)
  expect(leaves[0]?.x).toBeGreaterThan((root?.x ?? 0) + size.width)
  expect(root?.y).toBe(leaves[1]?.y)
  expect(down[0]?.x).toBe(((down[1]?.x ?? 0) + (down[2]?.x ?? 0)) / 2)
})

test.each([
  ['quick', layoutNodes],
  ['careful', layoutLayers],
])('no two nodes overlap in the %s layout, whatever the graph', (_name, layout) => {
  const points = layout(shapeOf(random(200))) ?? []

  const overlapping = points.filter((point, index) =>
    points.some(
      (other, at) =>
        at < index && Math.abs(other.x - point.x) < size.width && Math.abs(other.y - point.y) < size.height,
    ),
  )
  expect(points).toHaveLength(200)
  expect(overlapping).toEqual([])
})

test('a chain deeper than the call stack is laid out, if not with care', () => {
  const chain = shapeOf(Array.from({ length: 20_000 }, (_, index) => index - 1))

  expect(layoutLayers(chain)).toBeUndefined()
  expect(layoutNodes(chain)).toHaveLength(20_000)
})

test('edges that lead back do not keep a circle from being laid out', () => {
  const circle = { count: 3, edges: [0, 1, 1, 2, 2, 0], direction: 'right', size } as const

  expect(layoutNodes(circle)).toHaveLength(3)
  expect(layoutLayers(circle)).toHaveLength(3)
})

test('chains go down, broad trees to the right', () => {
  expect(chooseDirection(4, [0, 1, 1, 2, 2, 3], size)).toBe('down')
  expect(chooseDirection(4, [0, 1, 0, 2, 0, 3], size)).toBe('right')
})

test('a new layout leaves what the reader looks at where it was', () => {
  const before = new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 100, y: 40 }],
  ])
  const after = new Map([
    ['a', { x: 0, y: 0 }],
    ['new', { x: 0, y: 40 }],
    ['b', { x: 100, y: 90 }],
  ])

  const kept = keepInPlace(after, before, [
    ['gone', 'gone'],
    ['b', 'b'],
  ])

  expect(kept.get('b')).toEqual({ x: 100, y: 40 })
  expect(kept.get('a')).toEqual({ x: 0, y: -50 })
  expect(nearestFirst(before, { x: 90, y: 40 })).toEqual(['b', 'a'])
})

test('arrows walk along edges, and where none leads to what stands beside', () => {
  const places = new Map([
    ['root', { x: 0, y: 50 }],
    ['up', { x: 100, y: 0 }],
    ['down', { x: 100, y: 100 }],
    ['near', { x: 40, y: 50 }],
  ])
  const edges = [edge('root', 'up'), edge('root', 'down')]

  expect(walk(edges, places, 'root', 'right')).toBe('up')
  expect(walk(edges, places, 'up', 'down')).toBe('root')
  expect(walk(edges, places, 'down', 'left')).toBe('root')
  expect(walk(edges, places, 'near', 'right')).toBe('up')
  expect(walk(edges, places, 'root', 'left')).toBeUndefined()
})
