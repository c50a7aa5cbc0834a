import { expect, test } from 'vitest'
import { createFakeCaller, weatherRunId } from '../../support/fake-caller.ts'
import { runback } from './a-command-line.ts'

test('a dry run prints each step, what it costs and what to know, and starts nothing', async () => {
  const engine = createFakeCaller()

  const { exitCode, printed } = await runback(['replay', weatherRunId, '--model', 'gpt-5', '--dry-run'], {
    engine,
  })

  expect(exitCode).toBe(0)
  expect(printed).toMatch(/1 +live +chat gpt-5-mini +gpt-5 +\$0\.010–\$0\.040/)
  expect(printed).toContain('! Whether gpt-5 calls tools is not known here.')
  expect(engine.calls.map(({ name }) => name)).not.toContain('replay.start')
})

test('what may cost money is refused where nobody can be asked, until --yes says so', async () => {
  const engine = createFakeCaller()

  const refused = await runback(['replay', weatherRunId], { engine })
  expect(refused.exitCode).toBe(1)
  expect(refused.told).toContain('--yes')
  expect(engine.calls.map(({ name }) => name)).not.toContain('replay.start')

  const done = await runback(['replay', weatherRunId, '--model', 'gpt-5', '--chained', '--yes'], { engine })
  expect(done.exitCode).toBe(0)
  expect(done.told).toContain('✓ 1/2 chat gpt-5-mini')
  expect(done.printed).toContain(`Compare: runback diff ${weatherRunId.slice(0, 12)} b1b1b1b1b1b1`)
  expect(engine.calls.find(({ name }) => name === 'replay.start')?.params).toMatchObject({
    runId: weatherRunId,
    model: 'gpt-5',
    flow: 'chained',
  })
})

test('a step is named by its number, and a wrong mode is told', async () => {
  const engine = createFakeCaller()
  await runback(['replay', weatherRunId, '--step', '1', '--dry-run'], { engine })
  expect(engine.calls.at(-1)?.params).toMatchObject({ step: '02'.repeat(8) })

  expect((await runback(['replay', weatherRunId, '--step', '9'])).told).toContain('has 2 steps')
  expect((await runback(['replay', weatherRunId, '--mode', 'dead'])).exitCode).toBe(2)
})

test('keys are listed without the keys', async () => {
  const { printed } = await runback(['keys', 'list'])

  expect(printed).toContain('openai')
  expect(printed).toContain('…f00d')
})
