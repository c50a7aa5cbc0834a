import { expect, test } from 'vitest'
import { createFakeCaller } from '../../support/fake-caller.ts'
import { runback } from './a-command-line.ts'

test('sources tells of each sender what it sent and only what is doubtful about it', async () => {
  const { printed, exitCode } = await runback(['sources'])

  expect(exitCode).toBe(0)
  expect(printed.split('\n')).toEqual([
    'weather-agent (openai 2)',
    expect.stringMatching(/^ {2}otlp-http, opentelemetry python 1\.30\.0, last seen 2026-11-2/),
    '  12 requests · 240 spans · 36 calls · otel-gen-ai 240',
    '  3 requests refused: The request is larger than 64 MiB; send smaller batches',
    '  5 attributes dropped by its SDK',
    '  2 spans after its run had closed',
  ])
})

test('sources is JSON for programs', async () => {
  const { printed } = await runback(['sources', '--json'])

  expect(JSON.parse(printed)).toMatchObject({
    total: 1,
    sources: [{ serviceName: 'weather-agent', refused: 3 }],
  })
})

test('doctor --rescue copies what can be read of a damaged store and says what could not', async () => {
  const engine = createFakeCaller()
  const name = 'runback.damaged-2026-11-21T10-31-59.db'

  const { printed, exitCode } = await runback(['doctor', '--rescue', name], { engine })

  expect(exitCode).toBe(0)
  expect(engine.calls).toMatchObject([{ name: 'store.rescue', params: { name } }])
  expect(printed).toBe(`Copied 20 spans of 3 runs; 1 span could not be read. ${name} is left as it is.`)
})
