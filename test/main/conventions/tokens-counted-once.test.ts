import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import { readOtlpJson } from '../../support/read-otlp-json.ts'

const FIXTURES = 'test/fixtures/conventions'

/** The two calls of the captured agent run, whichever SDK made it. */
const TWO_CALLS = { calls: 2, inputTokens: 82 + 120 }

function countsIn(path: string) {
  const calls = readOtlpJson(readFileSync(path, 'utf8')).flatMap(span => interpretSpan(span).call ?? [])
  return {
    calls: calls.length,
    inputTokens: calls.reduce((sum, call) => sum + (call.usage?.inputTokens ?? 0), 0),
  }
}

describe('an agent run of two calls, as its SDK really sends it', () => {
  const runs = globSync(
    `${FIXTURES}/{strands,google-adk,openai-agents,genkit,openlit}/captured-*.json`,
  ).filter(path => !/\.expected\.json$|-streamed\.json$/.test(path))

  test('has been captured', () => expect(runs.length).toBeGreaterThanOrEqual(8))

  test.each(runs)('counts the tokens of both once: %s', path => {
    expect(countsIn(path)).toEqual(TWO_CALLS)
  })
})

test.each([
  [
    'the total that Copilot writes on its agent',
    'copilot/written-editor-agent',
    { calls: 1, inputTokens: 4500 },
  ],
  [
    'the total that Agent Framework writes on its agent',
    'frameworks/written-microsoft-agent-framework',
    { calls: 1, inputTokens: 10 },
  ],
  [
    'the raw request that LiteLLM adds',
    'litellm/captured-litellm-first-generation',
    { calls: 3, inputTokens: 202 },
  ],
])('%s is not counted again', (_what, name, counts) => {
  expect(countsIn(`${FIXTURES}/${name}.json`)).toEqual(counts)
})
