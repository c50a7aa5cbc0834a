import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { lookUpPrice } from '../../../src-main/pricing/price-list.ts'
import { priceListEdition } from '../../../src-main/pricing/price-list-edition.ts'

afterEach(() => vi.unstubAllGlobals())

const tokens = { freshInput: 1, cacheRead: 0, cacheWrite: 0, output: 1 }

test('the edition is the version of the package that is installed', () => {
  const { name, version } = JSON.parse(
    readFileSync('node_modules/@pydantic/genai-prices/package.json', 'utf8'),
  )

  expect(priceListEdition).toBe(`${name} ${version}`)
})

test('a lookup never goes to the network', () => {
  const fetch = vi.fn()
  vi.stubGlobal('fetch', fetch)

  expect(lookUpPrice({ provider: 'openai', model: 'gpt-5-mini', tokens, atUnixMs: 0 })).toBeDefined()
  expect(lookUpPrice({ provider: 'openai', model: 'gpt-99', tokens, atUnixMs: 0 })).toBeUndefined()
  expect(fetch).not.toHaveBeenCalled()
})

test.each([
  ['anthropic', 'claude-haiku-4-5', 'anthropic'],
  ['azure.inference', 'gpt-4.1', 'azure'],
  ['google.vertex', 'gemini-2.5-flash', 'google'],
  ['aws.bedrock', 'anthropic.claude-sonnet-4-5-20250929-v1:0', 'aws'],
  ['xai', 'grok-4', 'x-ai'],
  ['mistral', 'mistral-large-latest', 'mistral'],
  ['moonshot', 'kimi-k2-0905-preview', 'moonshotai'],
  ['deepseek', 'deepseek-chat', 'deepseek'],
  ['cohere', 'command-r', 'cohere'],
])('%s is known to the list', (provider, model, listName) => {
  expect(lookUpPrice({ provider, model, tokens, atUnixMs: Date.parse('2026-10-01') })?.provider.id).toBe(
    listName,
  )
})
