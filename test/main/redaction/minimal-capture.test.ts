import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toRecord } from '../../../src-main/ingest/to-record.ts'
import { createCaptureFilter } from '../../../src-main/redaction/create-capture-filter.ts'
import { aSpan } from '../../support/a-span.ts'
import { readOtlpJson } from '../../support/read-otlp-json.ts'

const filter = createCaptureFilter(
  { captureMode: 'minimal', captureModeByService: {}, redactionRules: [] },
  Buffer.from('key'),
)
/** Shorter texts are words like "user", which are in every span. */
const MIN_SENTENCE = 24

const cases = globSync('test/fixtures/conventions/*/*.json').filter(path => !path.endsWith('.expected.json'))

test('no sentence of a prompt, an answer or a tool of any convention is kept in the bytes of its span', () => {
  let sentences = 0
  for (const path of cases) {
    for (const span of readOtlpJson(readFileSync(path, 'utf8'))) {
      const kept = Buffer.from(filter.span(span).kept.wire).toString()
      const { call, tool } = toRecord(span, 0)
      const texts = [
        ...(call?.items.map(item => item.block.text) ?? []),
        tool?.arguments?.text,
        tool?.result?.text,
      ]
      for (const text of texts) {
        if (text === undefined || text.length < MIN_SENTENCE) continue
        sentences += 1
        expect(kept.includes(text), `${path}: ${text.slice(0, 80)}`).toBe(false)
      }
    }
  }
  expect(sentences).toBeGreaterThan(300)
})

test('what a span is called, counts and refers to is kept; what is not known to be that is left out', () => {
  const attributes = {
    'gen_ai.request.model': 'gpt-5-mini',
    'gen_ai.agent.name': 'Weather agent',
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': 12,
    prompt_tokens: '12',
    usage_details: '{"input":12,"note":"said"}',
    'session.id': 'a-b-c',
    'llm.system': 'You are a helpful assistant.',
    'gen_ai.prompt.0.content': 'short',
    'tool.arguments.amount': 5,
    'http.url': 'https://example.test/?q=said',
    'anything.else': 'said',
  }

  const { kept } = filter.span(
    aSpan({ attributes, resource: { 'service.name': 'weather', 'process.command_args': ['--ask', 'said'] } }),
  )

  expect(Object.fromEntries(kept.attributes)).toEqual({
    'runback.withheld': expect.any(Map),
    'gen_ai.request.model': 'gpt-5-mini',
    'gen_ai.agent.name': 'Weather agent',
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': 12,
    prompt_tokens: '12',
    usage_details: '{"input":12}',
    'session.id': 'a-b-c',
  })
  expect([...kept.origin.resource.keys()]).toEqual(['runback.withheld', 'service.name'])
})
