import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import type { CallMeaning } from '../../../src-main/conventions/meaning.ts'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'
import { findImporter } from '../../../src-main/importers/index.ts'
import type { OtlpSpan } from '../../../src-main/otlp/otlp-span.ts'
import { priceCall } from '../../../src-main/pricing/price-call.ts'
import { usageVector } from '../../../src-main/pricing/usage-vector.ts'

const file = fileOfText('sample-run.json', readFileSync('resources/sample-run.json', 'utf8'))
const items = [...(findImporter(file)?.read(file) ?? [])]
const spans = items.flatMap(item => (item.kind === 'span' ? [item.span] : []))
const meanings = spans.map(span => ({ span, ...interpretSpan(span) }))

test('the sample run is read without a loss, as one run with one root', () => {
  const known = new Set(spans.map(span => span.spanId))
  const roots = spans.filter(span => span.parentSpanId === undefined)

  expect(items.filter(item => item.kind === 'skipped')).toEqual([])
  expect(spans.length).toBeGreaterThanOrEqual(25)
  expect(known.size).toBe(spans.length)
  expect(new Set(spans.map(span => span.traceId)).size).toBe(1)
  expect(roots.map(root => root.name)).toEqual(['invoke_agent Maintainer'])
  expect(spans.filter(span => !known.has(span.parentSpanId ?? roots[0]?.spanId ?? ''))).toEqual([])
})

test('every span of the sample run lies within its parent', () => {
  const bySpanId = new Map(spans.map(span => [span.spanId, span]))

  for (const span of spans) {
    const parent = bySpanId.get(span.parentSpanId ?? '') ?? span
    expect(span.startUnixNano, span.name).toBeGreaterThanOrEqual(parent.startUnixNano)
    expect(endOf(span), span.name).toBeLessThanOrEqual(endOf(parent))
  }
})

test('every call of the sample run has a price without a doubt', () => {
  const priced = meanings.flatMap(({ span, kind, call }) => (call ? [{ span, kind, call }] : []))

  for (const { span, kind, call } of priced) {
    const usage = usageVector(call.usage, call.provider)
    const atUnixMs = Number(span.startUnixNano / 1_000_000n)
    const price = priceCall({ provider: call.provider, model: call.responseModel, usage, kind, atUnixMs })
    expect(price.cost, price.basis).toMatchObject({ confidence: 'derived' })
  }
  expect(new Set(priced.map(({ call }) => call.provider))).toEqual(new Set(['anthropic', 'openai']))
})

test('every tool call in an answer of the sample run has the span that carried it out', () => {
  const asked = meanings.flatMap(({ call }) => (call ? toolCallIds(call) : []))
  const done = meanings.flatMap(({ kind, tool }) => (kind === 'tool' ? [tool?.toolCallId] : []))

  expect(asked.toSorted()).toEqual(done.toSorted())
})

test('the sample run shows what Runback is for', () => {
  const kinds = Object.groupBy(meanings, meaning => meaning.kind)
  const failed = meanings.filter(({ span }) => span.statusCode === 'error').map(({ span }) => span.name)
  const parts = meanings.flatMap(({ call }) => call?.output ?? []).flatMap(message => message.parts)

  expect(kinds.agent?.map(({ agentName }) => agentName)).toEqual(['Maintainer', 'Researcher', 'Reviewer'])
  expect(kinds.llm?.length).toBeGreaterThanOrEqual(8)
  expect(kinds.retrieval).toHaveLength(1)
  expect(kinds.embedding).toHaveLength(1)
  expect(failed).toEqual(['execute_tool fetch_page', 'GET'])
  expect(parts.some(part => part.kind === 'reasoning')).toBe(true)
  expect(kinds.llm?.some(({ call }) => (call?.usage?.cacheReadTokens ?? 0) > 0)).toBe(true)
  expect(new Set(kinds.llm?.map(({ session }) => session?.sessionId)).size).toBe(1)
})

test('each call of an agent in the sample run sends the history of the call before it again', () => {
  const histories = meanings.flatMap(({ agentName, call }) =>
    agentName === 'Maintainer' && call ? [call.input.map(message => JSON.stringify(message))] : [],
  )

  for (const [index, history] of histories.entries()) {
    const previous = histories[index - 1] ?? []
    expect(history.slice(0, previous.length)).toEqual(previous)
    expect(history.length).toBeGreaterThan(previous.length)
  }
})

function endOf(span: OtlpSpan): bigint {
  return span.endUnixNano ?? span.startUnixNano
}

function toolCallIds(call: CallMeaning): (string | undefined)[] {
  const parts = call.output.flatMap(message => message.parts)
  return parts.flatMap(part => (part.kind === 'tool-call' ? [part.id] : []))
}
