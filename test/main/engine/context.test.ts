import { expect, test } from 'vitest'
import { type ScriptedRun, type ScriptedTurn, sendScriptedRun } from '../../support/scripted-run.ts'
import { tempHost } from '../../support/temp-host.ts'

const page = (number: number): ScriptedTurn => ({
  calls: [{ tool: 'fetch', arguments: { page: number }, result: `page ${number}: ${'words '.repeat(40)}` }],
})
const run: ScriptedRun = {
  runId: 'a'.repeat(32),
  name: 'read pages',
  question: 'What do the pages say?',
  turns: [page(1), page(2), page(3), { says: 'Words.' }],
}

test('a context map holds each prompt as what it adds, and each block with its source and how many calls carry it', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, run)

  const { blocks, calls, breaks } = await host.caller.call('runs.context', { runId: run.runId })

  expect(calls.map(call => [call.baseCall, call.promptLength, call.added.length])).toEqual([
    [null, 2, 2],
    [0, 4, 2],
    [1, 6, 2],
    [2, 8, 2],
  ])
  const { spans } = await host.caller.call('runs.get', { runId: run.runId })
  const told = blocks.map(block => ({
    role: block.role,
    kind: block.kind,
    calls: block.calls,
    source: spans.find(span => span.spanId === block.sourceSpanId)?.name ?? null,
  }))
  expect(told.slice(0, 5)).toEqual([
    { role: 'system', kind: 'text', calls: 4, source: null },
    { role: 'user', kind: 'text', calls: 4, source: null },
    { role: 'assistant', kind: 'tool-call', calls: 3, source: 'chat gpt-4o' },
    { role: 'tool', kind: 'tool-result', calls: 3, source: 'execute_tool fetch' },
    { role: 'assistant', kind: 'tool-call', calls: 2, source: 'chat gpt-4o' },
  ])
  expect(breaks).toEqual([])
})

test('a prompt that changes what was sent before breaks the cache: which block, from which byte, and what it cost', async () => {
  const host = await tempHost()
  const turns = run.turns.map((turn, index) => ({
    ...turn,
    system: `It is 10:0${index < 2 ? 0 : index}. Be brief.`,
  }))
  await sendScriptedRun(host, { ...run, turns })

  const { blocks, calls, breaks } = await host.caller.call('runs.context', { runId: run.runId })

  expect(breaks.map(each => [each.previousCall, each.call, each.position, each.byteOffset])).toEqual([
    [1, 2, 0, 'It is 10:0'.length],
    [2, 3, 0, 'It is 10:0'.length],
  ])
  const [first] = breaks
  expect(blocks[first?.block ?? -1]).toMatchObject({ section: 'system' })
  expect(first?.lostTokens).toMatchObject({ confidence: 'estimated' })
  expect(first?.cost).toMatchObject({ confidence: 'estimated' })
  expect(first?.cost.confidence === 'estimated' && first.cost.value).toBeGreaterThan(0)
  expect(calls[3]?.cachedLength).toBeNull()
})
