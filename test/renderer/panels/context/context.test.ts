import { expect, test } from 'vitest'
import type { ContextBlock, RunContext } from '#contract/context.ts'
import { describeBlock } from '../../../../src-renderer/panels/context/describe-block.ts'
import { expandPrompts } from '../../../../src-renderer/panels/context/expand-prompts.ts'
import { findChanges } from '../../../../src-renderer/panels/context/find-changes.ts'
import {
  callAt,
  layOutColumns,
  moveRange,
  numberAt,
  reveal,
  zoomRange,
} from '../../../../src-renderer/panels/context/lay-out-columns.ts'
import { placeMap, spotAt, topOf } from '../../../../src-renderer/panels/context/map-geometry.ts'
import { measureBlocks } from '../../../../src-renderer/panels/context/measure-blocks.ts'
import { nameSources } from '../../../../src-renderer/panels/context/name-sources.ts'
import { readMapData } from '../../../../src-renderer/panels/context/read-map-data.ts'
import { aSpanSummary, exact, UNKNOWN } from '../../../support/renderer-data.ts'

function aBlock(change: Partial<ContextBlock> = {}): ContextBlock {
  return {
    blockId: '0'.repeat(32),
    kind: 'text',
    section: 'input',
    role: 'user',
    name: null,
    sizeBytes: 40,
    tokens: { confidence: 'estimated', value: 10 },
    firstCall: 0,
    calls: 1,
    sourceSpanId: null,
    ...change,
  }
}

type AddedBy = readonly [base: number | null, baseLength: number, ...added: number[]]

/** Calls as what they add to an earlier one; as many blocks as they name. */
function aContext(calls: readonly AddedBy[], change: Partial<RunContext> = {}): RunContext {
  const highest = Math.max(...calls.flatMap(([, , ...added]) => added))
  return {
    blocks: Array.from({ length: highest + 1 }, () => aBlock()),
    calls: calls.map(([baseCall, baseLength, ...added], index) => ({
      spanId: String(index),
      startNs: index,
      model: null,
      agentName: null,
      baseCall,
      baseLength,
      added,
      answer: [],
      promptLength: baseLength + added.length,
      promptBytes: 0,
      input: UNKNOWN,
      cacheRead: UNKNOWN,
      output: UNKNOWN,
      cost: UNKNOWN,
      cachedLength: null,
    })),
    breaks: [],
    withoutContent: 0,
    ...change,
  }
}

const nobody = () => undefined

test('a prompt is written out from what it adds to the ones before it', () => {
  const prompts = expandPrompts(
    aContext([
      [null, 0, 0, 1],
      [0, 2, 2, 3],
      [1, 3, 4],
      [0, 1, 5],
    ]),
  )

  expect([3, 2, 1, 0].map(call => [...prompts.of(call)])).toEqual([
    [0, 5],
    [0, 1, 2, 4],
    [0, 1, 2, 3],
    [0, 1],
  ])
})

test('two thousand calls that each carry all before them are measured without being written out', () => {
  const calls = Array.from(
    { length: 2000 },
    (_, call): AddedBy => (call === 0 ? [null, 0, 0, 1] : [call - 1, call * 2, call * 2, call * 2 + 1]),
  )

  const { ofPrompts } = measureBlocks(aContext(calls))

  expect(ofPrompts[1999]).toBe(40_000)
  expect(expandPrompts(aContext(calls)).of(1999)).toHaveLength(4000)
})

test('a prompt that begins with a part of an earlier one is as tall as that part', () => {
  const { ofPrompts } = measureBlocks(
    aContext([
      [null, 0, 0, 1],
      [0, 2, 2, 3],
      [1, 1, 4],
    ]),
  )

  expect([...ofPrompts]).toEqual([20, 40, 20])
})

test('heights are bytes where no call tells its tokens, and an unknown block takes the average', () => {
  const context = aContext([[null, 0, 0, 1]])
  const unknown = { ...context, blocks: context.blocks.map(block => ({ ...block, tokens: UNKNOWN })) }
  const mixed = { ...context, blocks: [aBlock(), aBlock({ tokens: UNKNOWN, sizeBytes: 80 })] }

  expect(measureBlocks(unknown)).toMatchObject({ unit: 'bytes', ofPrompts: Float64Array.of(80) })
  expect(measureBlocks(mixed)).toMatchObject({ unit: 'tokens', ofPrompts: Float64Array.of(30) })
})

test('what a prompt lost of the one before it of the same agent is found, and what it kept', () => {
  const context = aContext([
    [null, 0, 0, 1, 2, 3],
    [0, 1, 2, 4],
    [null, 0, 5, 6],
  ])
  const changes = findChanges(context, expandPrompts(context))

  expect(changes(0)).toEqual({ previous: undefined, shared: 0, gone: [] })
  expect(changes(1)).toEqual({ previous: 0, shared: 1, gone: [1, 3] })
  expect(changes(2)).toMatchObject({ previous: undefined, gone: [] })
})

test('another agent in between is nobody to be held against', () => {
  const context = aContext([
    [null, 0, 0],
    [null, 0, 1],
    [0, 1, 2],
  ])
  const calls = context.calls.map((call, index) => ({ ...call, agentName: index === 1 ? 'b' : 'a' }))
  const other = { ...context, calls }

  expect(findChanges(other, expandPrompts(other))(2)).toEqual({ previous: 0, shared: 1, gone: [] })
})

test('results are told by their tools, the largest first, and what is left shares a colour', () => {
  const results = Array.from({ length: 7 }, (_, index) =>
    aBlock({ kind: 'tool-result', name: `tool ${index}`, tokens: exact(index + 1) }),
  )
  const context = aContext([[null, 0, 0]], { blocks: [aBlock({ section: 'system' }), ...results] })

  const sources = nameSources(context, nobody, block => block)

  expect(sources.of(0)).toBe('system')
  expect(sources.of(7)).toBe('tool-1')
  expect(sources.of(1)).toBe('other')
  expect(sources.legend.map(({ label }) => label)).toEqual([
    'system',
    ...['`tool 6`', '`tool 5`', '`tool 4`', '`tool 3`', '`tool 2`'],
    'other tools',
  ])
})

test('a block is described by what it is, where it came from, its tokens and how many calls carry it', () => {
  const block = aBlock({
    kind: 'tool-result',
    tokens: { confidence: 'estimated', value: 1204 },
    calls: 34,
    sourceSpanId: 's',
  })
  const known = { spanOf: () => aSpanSummary({ toolName: 'search' }), stepOf: () => 9 }

  expect(describeBlock(block, known)).toEqual({
    what: 'result of `search` from step 9',
    facts: '1,204 tokens (estimated) · in 34 calls',
  })
  expect(describeBlock({ ...block, tokens: UNKNOWN }, known).facts).toContain('tokens unknown')
})

test('few calls have wide columns, thousands one for each pixel', () => {
  expect(layOutColumns({ from: 0, to: 1 }, 600)).toMatchObject([{ call: 0, calls: 1 }])
  const many = layOutColumns({ from: 0, to: 2000 }, 500)

  expect(many).toHaveLength(500)
  expect(many[1]).toMatchObject({ call: 4, calls: 4 })
  expect(callAt(499, { from: 0, to: 2000 }, 500)).toBe(1996)
})

test('numbers stand below the columns that they fit', () => {
  const numbered = (count: number) => {
    const map = { range: { from: 0, to: count }, width: 500 }
    return layOutColumns(map.range, map.width).flatMap(column => numberAt(column, map) ?? [])
  }

  expect(numbered(5)).toEqual([1, 2, 3, 4, 5])
  expect(numbered(2000).slice(0, 4)).toEqual([1, 200, 400, 600])
})

test('zooming keeps what is around the pointer in its place, and stays within the calls', () => {
  expect(zoomRange({ from: 0, to: 100 }, 0.5, 20, 100)).toEqual({ from: 10, to: 60 })
  expect(zoomRange({ from: 10, to: 60 }, 4, 20, 100)).toEqual({ from: 0, to: 100 })
  expect(zoomRange({ from: 0, to: 2 }, 0.1, 1, 2)).toEqual({ from: 0, to: 2 })
  expect(moveRange({ from: 90, to: 95 }, 20, 100)).toEqual({ from: 95, to: 100 })
  expect(reveal({ from: 10, to: 20 }, 25, 100)).toEqual({ from: 16, to: 26 })
})

test('what is at a point is found from the ground up', () => {
  const data = readMapData(
    aContext([
      [null, 0, 0, 1],
      [0, 2, 2],
    ]),
    nobody,
  )
  const geometry = placeMap(data, { from: 0, to: 2 }, { width: 100, height: 336 })

  expect(geometry.tallest).toBe(30)
  expect(spotAt(10, topOf(5, geometry), geometry, data)).toEqual({ call: 0, position: 0 })
  expect(spotAt(60, topOf(25, geometry), geometry, data)).toEqual({ call: 1, position: 2 })
  expect(spotAt(10, topOf(25, geometry), geometry, data)).toEqual({ call: 0, position: undefined })
})
