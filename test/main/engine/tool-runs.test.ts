import { expect, test } from 'vitest'
import { findToolRuns } from '../../../src-main/engine/tool-runs.ts'
import type { ToolMention } from '../../../src-main/store/tool-run-queries.ts'
import { aCallBlock } from '../../support/renderer-data.ts'
import { sendScriptedRun } from '../../support/scripted-run.ts'
import { tempHost } from '../../support/temp-host.ts'

const RUN_ID = 'd'.repeat(32)

test('a call tells which spans ran the tools it asked for, and who asked for the results it was sent', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, {
    runId: RUN_ID,
    name: 'two tools at once',
    question: 'What do the pages say?',
    turns: [
      {
        calls: [
          { tool: 'fetch', arguments: { page: 1 }, result: 'one' },
          { tool: 'grep', arguments: { page: 2 }, result: 'two' },
        ],
      },
      { says: 'Words.' },
    ],
  })
  const { spans } = await host.caller.call('runs.get', { runId: RUN_ID })
  const nameOf = (spanId: string | null) => spans.find(span => span.spanId === spanId)?.name ?? null
  const [first, second] = spans.filter(span => span.kind === 'llm')
  const ran = spans.find(span => span.name === 'execute_tool grep')?.spanId ?? ''

  const { tools: own } = await host.caller.call('calls.tools', { runId: RUN_ID, spanId: ran })
  expect(own).toMatchObject([{ askedBySpanId: first?.spanId, ranAsSpanId: ran, result: { text: 'two' } }])

  for (const spanId of [first?.spanId ?? '', second?.spanId ?? '']) {
    const { tools } = await host.caller.call('calls.tools', { runId: RUN_ID, spanId })

    expect(tools.map(tool => [nameOf(tool.ranAsSpanId), tool.result?.text, tool.askedBySpanId])).toEqual([
      ['execute_tool fetch', 'one', first?.spanId],
      ['execute_tool grep', 'two', first?.spanId],
    ])
  }
})

test('an id that a sender uses in each turn joins what stands next to each other', () => {
  const mention = (spanId: string, startNs: number, section: 'input' | 'output'): ToolMention => ({
    toolCallId: 'call_0',
    spanId,
    startNs,
    section,
    isResult: section === 'input',
    blockKey: startNs,
    isError: false,
  })
  const span = (spanId: string, startNs: number) =>
    ({ toolCallId: 'call_0', spanId, startNs, status: 'ok', resultKey: null }) as const
  const recorded = {
    mentions: [
      mention('call 1', 10, 'output'),
      mention('call 2', 30, 'input'),
      mention('call 2', 30, 'output'),
      mention('call 3', 50, 'input'),
    ],
    spans: [span('tool 1', 20), span('tool 2', 40)],
  }
  const asking = { spanId: 'call 2', blocks: [aCallBlock('', { section: 'output', toolCallId: 'call_0' })] }
  const told = { spanId: 'call 2', blocks: [aCallBlock('', { toolCallId: 'call_0' })] }

  expect(findToolRuns(asking, 30, recorded)).toMatchObject([
    { askedBySpanId: 'call 2', ranAsSpanId: 'tool 2', resultKey: 50 },
  ])
  expect(findToolRuns(told, 30, recorded)).toMatchObject([
    { askedBySpanId: 'call 1', ranAsSpanId: 'tool 1', resultKey: 30 },
  ])
})

test('a call that nothing answered and no span ran is told as such', () => {
  const call = { spanId: 'call', blocks: [aCallBlock('', { section: 'output', toolCallId: 'lost' })] }

  expect(findToolRuns(call, 0, { mentions: [], spans: [] })).toEqual([
    { toolCallId: 'lost', askedBySpanId: 'call', ranAsSpanId: null, resultKey: null, isError: false },
  ])
})
