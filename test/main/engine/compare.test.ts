import { expect, test } from 'vitest'
import { type ScriptedRun, sendScriptedRun } from '../../support/scripted-run.ts'
import { tempHost } from '../../support/temp-host.ts'

const list = { tool: 'list_files', arguments: { path: 'src' }, result: 'main.ts\nhelp.ts' }
const read = { tool: 'read_file', arguments: { path: 'src/main.ts' }, result: 'export {}' }
const bash = { tool: 'bash', arguments: { command: 'cat src/main.ts' }, result: 'export {}' }
const left: ScriptedRun = {
  runId: 'a'.repeat(32),
  name: 'look after files',
  question: 'What is in <main.ts>?',
  turns: [{ calls: [list] }, { calls: [read] }, { says: 'It is empty.' }],
}
const right: ScriptedRun = {
  ...left,
  runId: 'b'.repeat(32),
  turns: [{ calls: [{ ...list, result: 'main.ts' }] }, { calls: [bash] }, { says: 'It is empty.' }],
}

test('two recorded runs are compared: what differed first, where they parted, and the texts that say why', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, left)
  await sendScriptedRun(host, right)

  const diff = await host.caller.call('diff', { left: left.runId, right: right.runId })
  expect(diff.verdict).toBe(
    'Identical for 1 step. At step 2 `list_files` gave another result for the same arguments. ' +
      'At step 3 the model chose `bash` instead of `read_file`; the prompt differed in 1 block: result of `list_files` (step 2).',
  )
  expect(diff.leftSteps.map(step => step.toolName ?? step.kind)).toEqual([
    'llm',
    'list_files',
    'llm',
    'read_file',
    'llm',
  ])
  expect(diff.withoutContent).toBe(0)

  const [block] = diff.parting?.blocks ?? []
  const texts = await host.caller.call('diff.blocks', {
    left: block?.leftBlockId ?? '',
    right: block?.rightBlockId ?? '',
  })
  expect(texts).toMatchObject({
    left: list.result,
    right: 'main.ts',
    chunks: [{ change: 'same' }, { change: 'removed', leftFrom: 1, leftCount: 1 }],
  })

  const found = await host.caller.call('diff.divergence', { left: left.runId, right: right.runId })
  expect(found).toMatchObject({ verdict: diff.verdict, isSame: false, counts: diff.counts })
})

test('a run is the same as itself, whatever its ids and times', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, left)
  await sendScriptedRun(host, { ...left, runId: 'c'.repeat(32) })
  const diff = await host.caller.call('diff', { left: left.runId, right: 'c'.repeat(32) })
  expect(diff).toMatchObject({ isSame: true, similarity: 1, verdict: 'Identical: all 5 steps are the same.' })
})

test('a call that was asked and answered as before is the same, and has its answer', async () => {
  const host = await tempHost()
  const again = [{ says: 'It is empty.' }, { says: 'It is empty.' }]
  await sendScriptedRun(host, { ...left, turns: again, isForgetful: true })
  await sendScriptedRun(host, { ...left, turns: again, isForgetful: true, runId: 'b'.repeat(32) })
  const diff = await host.caller.call('diff', { left: left.runId, right: 'b'.repeat(32) })
  expect(diff).toMatchObject({ isSame: true, withoutContent: 0 })
  const { blocks, calls } = await host.caller.call('runs.context', { runId: left.runId })
  expect(calls.map(call => call.answer.map(block => blocks[block]?.role))).toEqual([
    ['assistant'],
    ['assistant'],
  ])
  expect(calls[1]).toMatchObject({ baseCall: 0, baseLength: 2, added: [] })
})

test('a report holds the answer and the changed lines, and recorded text only as text', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, left)
  await sendScriptedRun(host, { ...right, question: '<script>alert(1)</script>' })
  const report = (format: 'markdown' | 'html') =>
    host.caller.call('diff.report', { left: left.runId, right: right.runId, format })

  const { text: markdown } = await report('markdown')
  expect(markdown).toContain('-What is in <main.ts>?\n+<script>alert(1)</script>')
  expect(markdown).toMatch(/^\| Model calls \| 3 \| 3 \| ±0 \|$/m)

  const { text: html } = await report('html')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).not.toMatch(/<script|https?:|src=|href=/)
})

test('a run that is not there is a problem that names it', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, left)
  await expect(host.caller.call('diff', { left: left.runId, right: 'd'.repeat(32) })).rejects.toMatchObject({
    problem: { code: 'run-not-found', runId: 'd'.repeat(32) },
  })
})

test('two steps are compared: what of prompt, arguments and result differs, by block', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, left)
  await sendScriptedRun(host, right)
  const sides = { left: left.runId, right: right.runId }
  const diff = await host.caller.call('diff', sides)
  const stepOf = (index: number) => {
    const row = diff.rows[index]
    const spans = {
      leftSpan: diff.leftSteps[row?.left ?? -1]?.spanId ?? null,
      rightSpan: diff.rightSteps[row?.right ?? -1]?.spanId ?? null,
    }
    return host.caller.call('diff.step', { ...sides, ...spans })
  }

  const tool = await stepOf(1)
  expect(tool.changes).toMatchObject([{ part: 'result', change: 'changed', label: 'result' }])
  const [result] = tool.changes
  const block = await host.caller.call('blocks.get', { blockId: result?.rightBlockId ?? '' })
  expect(block.text).toBe('main.ts')

  const call = await stepOf(2)
  expect(call.changes.map(({ part, label, change }) => [part, label, change])).toEqual([
    ['prompt', 'result of `list_files` (step 2)', 'changed'],
    ['answer', 'call of `read_file`', 'removed'],
    ['answer', 'call of `bash`', 'added'],
  ])
  expect(call.figures.inputTokens.delta).toMatchObject({ confidence: 'exact' })

  const removed = diff.rows.findIndex(row => row.change === 'removed')
  const alone = await stepOf(removed)
  expect(alone.right).toBeNull()
  expect(alone.changes.map(({ part, change }) => [part, change])).toEqual([
    ['arguments', 'removed'],
    ['result', 'removed'],
  ])
})
