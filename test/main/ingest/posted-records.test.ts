import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src-main/base/json.ts'
import type { SpanSummary } from '../../../src-main/contract/span.ts'
import type { Host } from '../../../src-main/host/start-host.ts'
import { anAttribute } from '../../support/otlp-log-requests.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

interface Post {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
}

const RUN_ID = '7d0c1f5e2f0e4a539a0c0f2b6b1f9a01'

describe("AgentTrace's APIExporter", () => {
  test('is answered with 201 for each run and each span', async () => {
    const { replies } = await posted('written-agenttrace')

    expect(replies.map(reply => reply.status)).toEqual([201, 201, 201, 201, 201, 201])
  })

  test('tells a run when it begins and when it ends, and it is one run that has ended', async () => {
    const { host } = await posted('written-agenttrace')

    const { runs } = await host.caller.call('runs.list', { text: 'price_check' })

    expect(runs).toMatchObject([
      { runId: RUN_ID, name: 'price_check', spanCount: 4, callCount: 1, durationNs: 2e9, sessionId: 'wf-42' },
    ])
  })

  test('sends children before parents, under span_id, and those without a parent belong to the run', async () => {
    const { host } = await posted('written-agenttrace')

    expect(await treeOf(host, RUN_ID)).toEqual([
      'node price_check ok',
      '  decision choose_shop ok',
      '    llm gpt-4:summarise ok',
      '  tool fetch_prices error TimeoutError: no answer',
    ])
    expect(
      (await host.caller.call('runs.get', { runId: RUN_ID })).ledger.map(entry => entry.gap),
    ).not.toContain('missing-parent')
  })

  test('keeps model and provider in its metadata and inputs as Python wrote them', async () => {
    const { host } = await posted('written-agenttrace')

    const call = await callOf(host, RUN_ID)

    expect(call).toMatchObject({
      provider: 'openai',
      requestModel: 'gpt-4',
      usage: { input: { value: 10 }, output: { value: 5 } },
    })
    expect(call.blocks[0]?.block.text).toContain("('prices',)")
  })

  test('tells a cost that newer versions divide by 1000; it is shown beside ours, which counts', async () => {
    const { host } = await posted('written-agenttrace')

    expect(await callOf(host, RUN_ID)).toMatchObject({
      reportedCost: { value: 600 },
      cost: { value: 600_000 },
    })
  })

  test('may send a run whose spans never come', async () => {
    const { host } = await posted('written-agenttrace')

    const { runs } = await host.caller.call('runs.list', { text: 'lost_spans' })

    expect(runs).toMatchObject([{ spanCount: 1, status: 'error', sessionId: null }])
  })

  test('is told what a record needs that is none', async () => {
    const { post } = await aHost()

    for (const [path, needs] of [
      ['/api/runs', 'id and start_time'],
      ['/api/traces', 'span_id, run_id and start_time'],
    ] as const) {
      const reply = await post({ path, headers: { 'content-type': 'application/json' }, body: { name: 'x' } })
      expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining(needs)])
    }
  })
})

describe("AgentTrace's OTLP exporter", () => {
  test('links no span to its run, whose span id is the first half of the trace id, and sends it twice', async () => {
    const { host, post } = await aHost()
    const run = (status: string) =>
      otlpSpan(RUN_ID.slice(0, 16), 'run:price_check', { 'run.name': 'price_check', 'run.status': status })
    const step = otlpSpan('b1a7b3de51e44a0c', 'gpt-4:summarise', {
      'span.type': 'llm_call',
      'span.status': 'completed',
      'tokens.total': 15,
    })

    expect((await post(otlp([run('running')]))).status).toBe(200)
    await post(otlp([step, run('completed')]))

    expect(await treeOf(host, RUN_ID)).toEqual(['node run:price_check ok', '  llm gpt-4:summarise ok'])
    expect(await callOf(host, RUN_ID)).toMatchObject({
      requestModel: 'gpt-4',
      usage: { input: { confidence: 'unknown' } },
    })
  })

  test('of its server tells ids as UUIDs, and they are the ids its SDK would have sent', async () => {
    const { host, post } = await aHost()
    const span = otlpSpan('b1a7b3de-51e4-4a0c-8a9e-53f1a3d0c002', 'search', {
      'agenttrace.span_type': 'tool_call',
    })

    await post(otlp([{ ...span, traceId: '7d0c1f5e-2f0e-4a53-9a0c-0f2b6b1f9a01' }]))

    const { spans } = await host.caller.call('runs.get', { runId: RUN_ID })
    expect(spans).toMatchObject([{ spanId: 'b1a7b3de51e44a0c', kind: 'tool' }])
  })
})

describe("Prela's HTTPExporter", () => {
  test.each(['captured-prela-plain', 'captured-prela-gzip'])(
    'of %s is answered with exactly 200',
    async name => {
      const { replies } = await posted(name)

      expect(replies.map(reply => reply.status)).toEqual([200])
    },
  )

  test('posts a trace that is told from OTLP at the same address, and is read with its types', async () => {
    const { host } = await posted('captured-prela-gzip')

    expect(await treeOf(host, PRELA_RUN)).toEqual([
      'agent weather agent ok',
      '  llm openai.chat.completions.create ok',
      '  tool get_weather ok',
      '  llm anthropic.messages.create ok',
      '  embedding openai.embeddings.create ok',
      '  custom book a flight error no seat left',
    ])
  })

  test('writes times with an offset and a Z, and a duration that sums its spans; the run lasts as its spans did', async () => {
    const { host } = await posted('captured-prela-plain')

    const { run } = await host.caller.call('runs.get', { runId: PRELA_RUN })

    expect(run).toMatchObject({ startedAt: '1760000000000000000', serviceName: 'weather' })
    expect(run.durationNs).toBe(1.5e8)
  })

  test('names tokens as each provider does, and they are the same counts', async () => {
    const { host } = await posted('captured-prela-plain')

    const { spans } = await host.caller.call('runs.get', { runId: PRELA_RUN })
    const tokens = spans
      .filter(span => span.kind === 'llm')
      .map(span => [span.inputTokens.confidence !== 'unknown', span.outputTokens.confidence !== 'unknown'])

    expect(tokens).toEqual([
      [true, true],
      [true, true],
    ])
  })

  test('and its OTLP exporter may be given an address without a path, which takes nothing but traces', async () => {
    const { host, post } = await aHost()
    const span = otlpSpan('b1a7b3de51e44a0c', 'agent', {})
    const posts = [
      otlp([span]),
      ...readPosts('captured-prela-plain'),
      { ...otlp([]), body: { resourceLogs: [] } },
    ]

    const replies = await Promise.all(posts.map(each => post({ ...each, path: '/' })))

    expect(replies.map(reply => reply.status)).toEqual([200, 200, 400])
    expect((await host.caller.call('status', {})).store).toMatchObject({ runs: 2, spans: 7 })
  })

  test('sent again changes nothing, and a span that cannot be read costs itself', async () => {
    const { host, post } = await aHost()
    const [sent] = readPosts('captured-prela-plain')
    if (sent === undefined) throw new Error('the fixture is empty')
    const spans = [...(sent.body.spans as JsonObject[]), { name: 'no ids' }]

    await post(sent)
    const reply = await post({ ...sent, body: { ...sent.body, spans } })

    expect(await reply.json()).toEqual({
      partialSuccess: { rejectedSpans: '1', errorMessage: 'It is no span of Prela.' },
    })
    expect((await host.caller.call('status', {})).store).toMatchObject({ runs: 1, spans: 6 })
  })
})

const PRELA_RUN = '5b8eff00000140008000000000000001'

async function posted(name: string) {
  const { host, post } = await aHost()
  const replies: Response[] = []
  for (const each of readPosts(name)) replies.push(await post(each))
  return { host, replies }
}

async function aHost() {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  const post = ({ path, headers, body }: Post): Promise<Response> => {
    const text = JSON.stringify(body)
    return fetch(`http://127.0.0.1:${otlpHttpPort}${path}`, {
      method: 'POST',
      headers,
      body: headers['content-encoding'] === 'gzip' ? gzipSync(text) : text,
    })
  }
  return { host, post }
}

function readPosts(name: string): readonly Post[] {
  return JSON.parse(readFileSync(`test/fixtures/posts/${name}.json`, 'utf8'))
}

async function treeOf(host: Host, runId: string): Promise<string[]> {
  const { spans } = await host.caller.call('runs.get', { runId })
  const lines = (parent: string | null, depth: number): string[] =>
    spans
      .filter(span => span.parentSpanId === parent)
      .toSorted((a, b) => a.startNs - b.startNs)
      .flatMap(span => [lineOf(span, depth), ...lines(span.spanId, depth + 1)])
  return lines(null, 0)
}

function lineOf({ kind, name, status, errorMessage }: SpanSummary, depth: number): string {
  return [`${'  '.repeat(depth)}${kind} ${name} ${status}`, errorMessage].filter(Boolean).join(' ')
}

async function callOf(host: Host, runId: string) {
  const { spans } = await host.caller.call('runs.get', { runId })
  const span = spans.find(each => each.kind === 'llm')
  return host.caller.call('calls.get', { runId, spanId: span?.spanId ?? '' })
}

function otlpSpan(spanId: string, name: string, told: Readonly<Record<string, string | number>>): JsonObject {
  return {
    traceId: RUN_ID,
    spanId,
    parentSpanId: '',
    name,
    kind: 1,
    startTimeUnixNano: '1760000000000000000',
    endTimeUnixNano: '1760000001000000000',
    status: { code: 1 },
    attributes: Object.entries(told).map(([key, value]) => anAttribute(key, value)),
  }
}

function otlp(spans: readonly JsonObject[]): Post {
  const resource = { attributes: [anAttribute('service.name', 'agenttrace')] }
  const body = { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }
  return { path: '/v1/traces', headers: { 'content-type': 'application/json' }, body }
}
