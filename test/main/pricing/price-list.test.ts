import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { listQuote } from '../../../src-main/pricing/price-list.ts'
import { priceList, priceListEdition } from '../../../src-main/pricing/price-list-edition.ts'

afterEach(() => vi.unstubAllGlobals())

const one = { confidence: 'exact', value: 1 } as const
const buckets = { textInput: one, textOutput: one }

test('the edition is the version of the package that is installed', () => {
  const { name, version } = JSON.parse(
    readFileSync('node_modules/@pydantic/genai-prices/package.json', 'utf8'),
  )

  expect(priceListEdition).toBe(`${name} ${version}`)
  expect(priceList.name).toBe(priceListEdition)
})

test('a lookup never goes to the network', () => {
  const fetch = vi.fn()
  vi.stubGlobal('fetch', fetch)

  expect(listQuote({ provider: 'openai', model: 'gpt-5-mini', buckets, atUnixMs: 0 })).toBeDefined()
  expect(listQuote({ provider: 'openai', model: 'gpt-99', buckets, atUnixMs: 0 })).toBeUndefined()
  expect(fetch).not.toHaveBeenCalled()
})

test.each([
  ['anthropic', 'claude-haiku-4-5', 'Anthropic'],
  ['azure.inference', 'gpt-4.1', 'Microsoft Azure'],
  ['google.vertex', 'gemini-2.5-flash', 'Google'],
  ['aws.bedrock', 'anthropic.claude-sonnet-4-5-20250929-v1:0', 'AWS Bedrock'],
  ['xai', 'grok-4', 'X AI'],
  ['mistral', 'mistral-large-latest', 'Mistral'],
  ['moonshot', 'kimi-k2-0905-preview', 'Moonshot'],
  ['deepseek', 'deepseek-chat', 'Deepseek'],
  ['cohere', 'command-r', 'Cohere'],
])('%s is known to the list', (provider, model, listName) => {
  const quote = listQuote({ provider, model, buckets, atUnixMs: Date.parse('2026-10-01') })

  expect(quote?.name).toMatch(`List price of ${listName}`)
})
