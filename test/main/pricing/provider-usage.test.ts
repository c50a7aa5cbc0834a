import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Bucket } from '../../../src-main/contract/call.ts'
import type { Figure } from '../../../src-main/contract/figure.ts'
import { SpanKind } from '../../../src-main/contract/span.ts'
import { reportedUsage } from '../../../src-main/conventions/reported-usage.ts'
import { priceCall } from '../../../src-main/pricing/price-call.ts'
import { usageVector } from '../../../src-main/pricing/usage-vector.ts'

/** A confidence and a number, as in `derived 30`. */
const FigureText = z.string().transform((text): Figure => {
  const [confidence, value] = text.split(' ')
  return z
    .union([
      z.object({ confidence: z.literal('unknown') }),
      z.object({ confidence: z.enum(['exact', 'derived', 'estimated']), value: z.number() }),
    ])
    .parse(value === undefined ? { confidence } : { confidence, value: Number(value) })
})

const Case = z.object({
  says: z.string(),
  provider: z.string(),
  model: z.string(),
  kind: SpanKind,
  /** As the provider documents it. */
  raw: z.record(z.string(), z.json()),
  input: FigureText,
  output: FigureText,
  buckets: z.partialRecord(Bucket, FigureText),
  /** Done by hand, in nano-dollars: tokens times a thousandth of the price per million. */
  sum: z.string(),
  cost: FigureText,
})

describe.each(globSync('test/fixtures/usage/*.json').map(path => [basename(path, '.json'), path] as const))(
  'the usage of %s',
  (_name, path) => {
    const cases = z.array(Case).parse(JSON.parse(readFileSync(path, 'utf8')))

    test.each(cases.map(each => [each.says, each] as const))('%s', (_says, each) => {
      const { provider, model, kind } = each
      const told = usageVector(reportedUsage(each.raw, 'unsaid'), provider)
      const usage = kind === 'embedding' ? withoutOutput(told) : told
      const { cost } = priceCall({ provider, model, usage, kind, atUnixMs: Date.parse('2026-10-01') })

      expect(usage).toMatchObject({ input: each.input, output: each.output })
      expect(usage.buckets).toEqual(each.buckets)
      expect(cost).toEqual(each.cost)
      if (each.sum !== '') expect(cost).toMatchObject({ value: addUp(each.sum) })
    })
  },
)

function withoutOutput(usage: ReturnType<typeof usageVector>) {
  const none = { confidence: 'derived', value: 0 } as const
  return { ...usage, output: none, buckets: { ...usage.buckets, textOutput: none } }
}

function addUp(sum: string): number {
  const product = (term: string) => term.split('×').reduce((result, factor) => result * Number(factor), 1)
  return sum.split(' + ').reduce((total, term) => total + product(term), 0)
}
