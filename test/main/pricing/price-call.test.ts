import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Usage } from '../../../src-main/contract/call.ts'
import { Figure } from '../../../src-main/contract/figure.ts'
import { SpanKind } from '../../../src-main/contract/span.ts'
import { priceCall } from '../../../src-main/pricing/price-call.ts'
import { usageVector } from '../../../src-main/pricing/usage-vector.ts'

const count = z.int().optional()
const Case = z.object({
  says: z.string(),
  provider: z.string().optional(),
  model: z.string().optional(),
  at: z.string(),
  kind: SpanKind,
  reported: z
    .object({
      inputTokens: count,
      outputTokens: count,
      cacheReadTokens: count,
      cacheWriteTokens: count,
      reasoningTokens: count,
      inputIncludesCache: z.union([z.boolean(), z.literal('unsaid')]),
    })
    .optional(),
  usage: Usage.omit({ buckets: true }),
  /** The sum done by hand, in nano-dollars: tokens times a thousandth of the price per million. */
  sum: z.string(),
  cost: Figure,
})

describe.each(globSync('test/fixtures/pricing/*.json'))('%s', path => {
  test.each(readCases(path).map(each => [each.says, each] as const))('%s', (_says, each) => {
    const usage = usageVector(each.reported && { ...noCounts, ...each.reported }, each.provider)
    const atUnixMs = Date.parse(each.at)
    const { cost } = priceCall({
      provider: each.provider,
      model: each.model,
      usage,
      kind: each.kind,
      atUnixMs,
    })

    expect(usage).toMatchObject(each.usage)
    expect(cost).toEqual(each.cost)
  })

  test(`the sums of ${basename(path)} are added up right`, () => {
    for (const { sum, cost } of readCases(path).filter(each => each.sum !== '')) {
      expect(cost).toMatchObject({ value: Math.round(addUp(sum)) })
    }
  })
})

const noCounts = {
  inputTokens: undefined,
  outputTokens: undefined,
  cacheReadTokens: undefined,
  cacheWriteTokens: undefined,
  reasoningTokens: undefined,
}

function readCases(path: string) {
  return z.array(Case).parse(JSON.parse(readFileSync(path, 'utf8')))
}

function addUp(sum: string): number {
  const product = (term: string) => term.split('×').reduce((result, factor) => result * Number(factor), 1)
  return sum.split(' + ').reduce((total, term) => total + product(term), 0)
}

describe('the basis', () => {
  const basisOf = (call: { provider?: string; model?: string; counts?: Partial<typeof reported> }) => {
    const usage = usageVector({ ...reported, ...call.counts }, call.provider)
    return priceCall({
      provider: call.provider,
      model: call.model,
      usage,
      kind: 'llm',
      atUnixMs: Date.parse('2026-10-01'),
    }).basis
  }
  const reported = {
    ...noCounts,
    inputTokens: 10 as number | undefined,
    outputTokens: 10,
    cacheReadTokens: 0 as number | undefined,
    inputIncludesCache: true,
  }

  test('names the price and, where there is one, every doubt', () => {
    expect(basisOf({ provider: 'openai', model: 'gpt-5-mini' })).toBe('List price of OpenAI gpt-5-mini.')
    expect(basisOf({ model: 'gpt-5-mini', counts: { cacheReadTokens: undefined } })).toBe(
      'List price of OpenAI gpt-5-mini, the provider is guessed from the model name, as if nothing was cached, since no cache counts were reported.',
    )
  })

  test('names the model that has no price', () => {
    expect(basisOf({ provider: 'openai', model: 'gpt-99' })).toBe(
      'Unknown: the price list has no gpt-99 of openai.',
    )
  })

  test('says why a local model is free', () => {
    expect(basisOf({ provider: 'ollama', model: 'llama3.3' })).toBe('Free: ollama runs on your own hardware.')
  })
})
