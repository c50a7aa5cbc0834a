import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { expect, onTestFinished, test } from 'vitest'
import { defaultIgnoreRules } from '#contract/ignore-rules.ts'
import { compareRuns } from '../../../src-main/diff/compare-runs.ts'
import { createMcpServer } from '../../../src-main/mcp/create-mcp-server.ts'
import { A, B, record, type Turn, textOf } from '../../support/a-recording.ts'
import { createFakeCaller } from '../../support/fake-caller.ts'

/** Every tool gives something else in B, two hundred times. */
const turns = (found: string): Turn[] =>
  Array.from({ length: 200 }, (_, index) => ({
    calls: [{ tool: `tool_${index}`, arguments: { index }, result: `${found} ${index}` }],
  }))
const long = compareRuns(
  record({ runId: A, turns: turns('found') }),
  record({ runId: B, turns: turns('lost') }),
  textOf,
  defaultIgnoreRules,
)

test('a comparison of any length is told in a size that an agent can take, with how to get more', async () => {
  const { text, result, page } = await ask('diff', { left: A, right: B })

  expect(long.rows.filter(row => row.change !== 'same').length).toBeGreaterThan(300)
  expect(text.length).toBeLessThan(12_000)
  expect(text).toContain(long.verdict)
  expect(text).toContain('Steps: 400 → 400 (±0)')
  expect(text).toContain(`result: A step 2 tool_0 [${long.leftSteps[1]?.spanId}] | B step 2 tool_0`)
  expect(text).toContain('… 349 more steps that differ')
  expect(text).toContain('truncated: spans_get and calls_get show a step')
  expect(page).toMatchObject({ total: 399, returned: 50, truncated: true })
  expect(result.rows).toHaveLength(50)
  expect(result).toMatchObject({ counts: { changed: 399 }, totals: { steps: { delta: { value: 0 } } } })
  expect(JSON.stringify(result).length).toBeLessThan(40_000)
})

test('the first divergence is a sentence, its cause, and the blocks that explain it', async () => {
  const { text, result } = await ask('first_divergence', { left: A, right: B })

  expect(text).toContain(long.verdict)
  expect(text).toContain('first difference: tool-result-changed')
  expect(text.length).toBeLessThan(4_000)
  expect(result).toMatchObject({ first: { cause: 'tool-result-changed' }, isSame: false })
})

async function ask(name: string, params: Record<string, unknown>) {
  const { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting } = long
  const found = { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting }
  const caller = createFakeCaller({ diff: () => long, 'diff.divergence': () => found })
  const [near, far] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'test', version: '1' })
  await createMcpServer(caller).connect(far)
  await client.connect(near)
  onTestFinished(() => client.close())
  const { content, structuredContent } = await client.callTool({ name, arguments: params })
  const [first_] = content as [{ text: string }]
  // biome-ignore lint/suspicious/noExplicitAny: what an agent reads, looked at by path
  const { result, ...page } = structuredContent as any
  return { text: first_.text, result, page }
}
