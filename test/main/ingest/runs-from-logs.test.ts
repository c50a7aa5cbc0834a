import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { JsonObject, JsonValue } from '../../../src-main/base/json.ts'
import { writeExports } from '../../../src-main/ingest/write-exports.ts'
import { writeImport } from '../../../src-main/ingest/write-import.ts'
import type { ExportRequest } from '../../../src-main/otlp/accept.ts'
import type { SpanContent } from '../../../src-main/otlp/encode-traces.ts'
import type { AttributeValue } from '../../../src-main/otlp/otlp-span.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import { aLogRecord, anAttribute, anyValue, logsJson } from '../../support/otlp-log-requests.ts'
import { anOrigin, aRequest, aSpan, SPAN_ID, TRACE_ID } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_000_000
const SESSION = '8c3d9a52-0000-4000-8000-000000000001'

describe('Claude Code without spans', () => {
  const turn = (promptId: string, second: number) => [
    claude('user_prompt', second, { prompt: 'Mend the roof', 'prompt.id': promptId }),
    claude('api_request', second + 4, {
      'prompt.id': promptId,
      request_id: `req_${promptId}_1`,
      model: 'claude-sonnet-4-5',
      input_tokens: '4',
      output_tokens: '120',
      cache_read_tokens: 18_000,
      cost_usd: 0.0071,
      duration_ms: 3000,
    }),
    claude('assistant_response', second + 4, { 'prompt.id': promptId, response: 'I look at the roof.' }),
    claude('tool_decision', second + 5, toolOf(promptId, { decision: 'accept' })),
    claude(
      'tool_result',
      second + 6,
      toolOf(promptId, { success: 'true', duration_ms: '800', tool_input: '{"path":"roof"}' }),
    ),
    claude('api_request', second + 9, {
      'prompt.id': promptId,
      request_id: `req_${promptId}_2`,
      model: 'claude-sonnet-4-5',
      input_tokens: 6,
      output_tokens: 20,
      duration_ms: 1000,
    }),
  ]

  test('is a run for each turn, with its calls and tools below the turn', () => {
    const { runs, treeOf, send } = aStore()

    send(logs(turn('p1', 0)), logs(turn('p2', 60)))

    expect(runs()).toMatchObject([
      { sessionId: SESSION, callCount: 2, toolCount: 1, status: 'ok' },
      { sessionId: SESSION, callCount: 2, toolCount: 1, status: 'ok', durationNs: 9e9 },
    ])
    expect(treeOf(runs()[0]?.runId ?? '')).toEqual([
      'agent claude_code.interaction 0+9',
      '  llm claude_code.llm_request 1+3 claude-sonnet-4-5 in 18004 out 120',
      '  tool claude_code.tool 5+1 Bash',
      '  llm claude_code.llm_request 8+1 claude-sonnet-4-5 in 6 out 20',
    ])
  })

  test('is the same however the records are cut into requests and commits, and when they are sent again', () => {
    const whole = aStore()
    const pieces = aStore()
    const records = turn('p1', 0)

    whole.send(logs(records))
    for (const record of records) pieces.send(logs([record]))
    pieces.send(logs(records.slice(0, 3)), logs(records.slice(3)))

    const [run] = whole.runs()
    expect(pieces.runs()).toEqual(whole.runs())
    expect(pieces.treeOf(run?.runId ?? '')).toEqual(whole.treeOf(run?.runId ?? ''))
    expect(pieces.reader.statistics()).toMatchObject({ runs: 1, spans: 4, logs: 6, logsWithoutRun: 0 })
  })

  test('tells the answer and the cost that only its log records have', () => {
    const { runs, callsOf, send } = aStore()

    send(logs(turn('p1', 0)))

    expect(callsOf(runs()[0]?.runId ?? '')).toMatchObject([
      {
        blocks: [{ section: 'output', block: { text: 'I look at the roof.' } }],
        reportedCost: { value: 7_100_000 },
      },
      { blocks: [], reportedCost: { confidence: 'unknown' } },
    ])
  })

  test('reads whole bodies where they are logged', () => {
    const { runs, callsOf, send } = aStore()
    const body = (value: JsonValue) => ({ 'prompt.id': 'p1', request_id: 'r1', body: JSON.stringify(value) })

    send(
      logs([
        claude(
          'api_request_body',
          1,
          body({ system: 'You mend.', messages: [{ role: 'user', content: 'Mend' }] }),
        ),
        claude(
          'api_response_body',
          2,
          body({ role: 'assistant', content: [{ type: 'text', text: 'Mended' }] }),
        ),
        claude('api_request', 2, {
          'prompt.id': 'p1',
          request_id: 'r1',
          model: 'claude-sonnet-4-5',
          input_tokens: 4,
        }),
      ]),
    )

    const [call] = callsOf(runs()[0]?.runId ?? '')
    expect(call?.blocks.map(each => `${each.section}: ${each.block.text}`)).toEqual([
      'system: You mend.',
      'input: Mend',
      'output: Mended',
    ])
  })

  test('shows a failed call and a tool that was not allowed as what they are', () => {
    const { runs, treeOf, send } = aStore()

    send(
      logs([
        claude('api_error', 2, {
          'prompt.id': 'p1',
          model: 'claude-sonnet-4-5',
          error: 'Overloaded',
          duration_ms: 1000,
        }),
        claude('tool_decision', 3, toolOf('p1', { decision: 'reject' })),
      ]),
    )

    expect(runs()).toMatchObject([{ errorCount: 2 }])
    expect(treeOf(runs()[0]?.runId ?? '')).toEqual([
      '  llm claude_code.llm_request 0+1 claude-sonnet-4-5 error Overloaded',
      'agent claude_code.interaction 1+1',
      '  tool claude_code.tool 2+0 Bash error The tool was not allowed to run',
    ])
  })

  test('gives way to spans of its session, whichever came first, and loses no record', () => {
    const after = aStore()
    after.send(logs(turn('p1', 0)))
    expect(after.send(spans()).changedRunIds).toHaveLength(2)

    const before = aStore()
    before.send(spans())
    before.send(logs(turn('p1', 0)))

    for (const { runs, reader } of [after, before]) {
      expect(runs().map(run => run.runId)).toEqual([TRACE_ID])
      expect(reader.statistics()).toMatchObject({ runs: 1, spans: 1, logs: 6 })
    }
  })

  test('is told by its log records again when the session goes on without spans', () => {
    const { runs, send } = aStore()

    send(spans())
    send(logs(turn('p9', 3600)))

    expect(runs()).toHaveLength(2)
  })

  test('gives way to its session file, and to no more than the file tells', () => {
    const { runs, writer, send } = aStore()
    send(logs(turn('p1', 0)), logs(turn('p2', 7200)))

    writeImport(writer, spans('weather-session', 'claude-code'), NOW_MS)

    expect(runs()).toHaveLength(2)
    expect(runs().map(run => run.runId)).toContain(TRACE_ID)
  })

  test('is understood under the prefix of those who copy it', () => {
    const { runs, treeOf, send } = aStore()

    send(logs(turn('p1', 0).map(record => ({ ...record, body: renamed(record.body) }))))

    expect(treeOf(runs()[0]?.runId ?? '')[1]).toMatch(/llm pi\.llm_request/)
  })
})

describe('Codex without spans', () => {
  const records = [
    codex('conversation_starts', 0, { provider_name: 'OpenAI' }),
    codex('user_prompt', 1, { prompt: 'Count the files' }),
    codex('api_request', 3, { attempt: 0, duration_ms: 500, 'http.response.status_code': 200 }),
    codex('sse_event', 4, { 'event.kind': 'response.output_item.done' }),
    codex('sse_event', 6, {
      'event.kind': 'response.completed',
      input_token_count: '9120',
      cached_token_count: 8000,
      output_token_count: '210',
      reasoning_token_count: 64,
    }),
    codex('tool_result', 8, {
      tool_name: 'shell',
      call_id: 'c1',
      arguments: '{"cmd":"ls"}',
      output: '3',
      duration_ms: 1000,
      success: 'true',
    }),
    codex('user_prompt', 20, { prompt: '[REDACTED]' }),
    codex('api_request', 22, { attempt: 0, duration_ms: 500, 'error.message': 'no network' }),
  ]

  test('is a run for each prompt; a request and what completes it are one call', () => {
    const { runs, treeOf, send } = aStore()

    send(logs(records.slice(0, 4)))
    send(logs(records.slice(4)))

    const [second, first] = runs()
    expect(treeOf(first?.runId ?? '')).toEqual([
      'agent codex.turn 0+7',
      '  llm codex.response 1.5+3.5 gpt-5-codex in 9120 out 210',
      '  tool codex.tool 6+1 shell',
    ])
    expect(treeOf(second?.runId ?? '')).toEqual([
      'agent codex.turn 0+2',
      '  llm codex.response 1.5+0.5 gpt-5-codex error no network',
    ])
    expect(first).toMatchObject({ sessionId: SESSION, cost: { missing: 0 } })
  })

  test('before its first prompt is kept, and shown nowhere', () => {
    const { reader, send } = aStore()

    send(logs(records.slice(0, 1)))

    expect(reader.statistics()).toMatchObject({ runs: 0, logs: 1, logsWithoutRun: 1 })
  })
})

test('the Gemini CLI without spans is a run for each prompt, with what was asked and answered', () => {
  const { runs, treeOf, callsOf, send } = aStore()
  const contents = [{ role: 'user', parts: [{ text: 'List the files' }] }]
  const candidates = [{ content: { role: 'model', parts: [{ text: 'There are 3.' }] } }]

  send(
    logs([
      gemini('user_prompt', 0, { prompt: 'List the files', prompt_id: 'g1' }),
      gemini('api_request', 1, {
        prompt_id: 'g1',
        model: 'gemini-3-pro',
        request_text: JSON.stringify(contents),
      }),
      gemini('api_response', 3, {
        prompt_id: 'g1',
        model: 'gemini-3-pro',
        duration_ms: 2000,
        input_token_count: 100,
        output_token_count: 10,
        thoughts_token_count: 30,
        cached_content_token_count: 0,
        response_text: JSON.stringify({ candidates }),
      }),
      gemini('tool_call', 5, {
        prompt_id: 'g1',
        function_name: 'ls',
        function_args: '{}',
        duration_ms: 500,
        success: true,
      }),
    ]),
  )

  const [run] = runs()
  expect(run).toMatchObject({ sessionId: SESSION })
  expect(treeOf(run?.runId ?? '')).toEqual([
    'agent user_prompt 0+5',
    '  llm llm_call 1+2 gemini-3-pro in 100 out 40',
    '  tool tool_call 4.5+0.5 ls',
  ])
  expect(callsOf(run?.runId ?? '')[0]?.blocks.map(each => each.block.text)).toEqual([
    'List the files',
    'There are 3.',
  ])
})

describe('an event that names a span', () => {
  const event = aLogRecord({
    attributes: [
      anAttribute('gen_ai.system', 'openai'),
      anAttribute('gen_ai.operation.name', 'chat'),
      anAttribute('gen_ai.request.model', 'gpt-4o'),
    ],
  })

  test('tells it until it comes, and then it is as it was sent', () => {
    const { runs, treeOf, reader, send } = aStore()

    send(logs([event]))
    expect(treeOf(TRACE_ID)).toEqual(['llm chat gpt-4o 0+0 gpt-4o'])

    const attributes = new Map<string, AttributeValue>([
      ['gen_ai.system', 'openai'],
      ['gen_ai.request.model', 'gpt-4o'],
    ])
    send(request([aSpan({ name: 'ChatCompletion', attributes })]))
    expect(runs()).toMatchObject([{ runId: TRACE_ID, spanCount: 1, callCount: 1 }])
    expect(reader.spans.find(keyOf(reader), SPAN_ID)?.span.name).toBe('ChatCompletion')
  })

  test('of a coding agent is no call of its own: the span tells what it used when it comes', () => {
    const { treeOf, send } = aStore()
    const told = { request_id: 'r1', model: 'claude-sonnet-4-5', input_tokens: 4, cost_usd: 0.1 }

    send(logs([{ ...claude('api_request', 1, told), traceId: TRACE_ID, spanId: SPAN_ID }]))

    expect(treeOf(TRACE_ID)).toEqual(['llm claude_code.llm_request 0+0 claude-sonnet-4-5'])
  })

  test('of something else than models makes no run', () => {
    const { runs, send } = aStore()

    send(logs([aLogRecord({ eventName: 'http.request', attributes: [] })]))

    expect(runs()).toEqual([])
  })
})

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  const find = (runId: string) => reader.runs.find(runId, NOW_MS)
  const spansOf = (runId: string) => reader.spans.ofRun(find(runId)?.runKey ?? 0, 100)
  return {
    reader,
    writer,
    send: (...sent: ExportRequest[]) => writeExports(writer, sent, NOW_MS),
    runs: () => reader.runs.list({ limit: 10 } as Parameters<typeof reader.runs.list>[0], NOW_MS).runs,
    treeOf: (runId: string) => {
      const all = spansOf(runId)
      const startNs = Math.min(...all.map(span => span.startNs))
      return all
        .toSorted((a, b) => a.startNs - b.startNs || (a.parentSpanId === null ? -1 : 1))
        .map(span => lineOf(span, startNs))
    },
    callsOf: (runId: string) =>
      spansOf(runId)
        .toSorted((a, b) => a.startNs - b.startNs)
        .flatMap(span => {
          const found = reader.spans.find(find(runId)?.runKey ?? 0, span.spanId)
          const call =
            found &&
            reader.calls.ofSpan(found.spanKey, find(runId)?.runKey ?? 0, { runId, spanId: span.spanId }, 1000)
          return call === undefined ? [] : [call]
        }),
  }
}

type Reader = ReturnType<typeof openStoreReader>
type Span = ReturnType<Reader['spans']['ofRun']>[number]

function keyOf(reader: Reader): number {
  return reader.runs.find(TRACE_ID, NOW_MS)?.runKey ?? 0
}

function lineOf(span: Span, firstNs: number): string {
  const tokens = (label: string, figure: Span['inputTokens']) =>
    figure.confidence === 'unknown' ? '' : ` ${label} ${figure.value}`
  const seconds = (ns: number) => Math.round(ns / 1e8) / 10
  const place = `${seconds(span.startNs - firstNs)}+${seconds(span.durationNs ?? Number.NaN)}`
  const what = [span.model ?? span.toolName]
    .filter(Boolean)
    .map(each => ` ${each}`)
    .join('')
  const error = span.status === 'error' ? ` error ${span.errorMessage}` : ''
  const indent = span.parentSpanId === null ? '' : '  '
  return `${indent}${span.kind} ${span.name} ${place}${what}${tokens('in', span.inputTokens)}${tokens('out', span.outputTokens)}${error}`
}

type Told = Readonly<Record<string, JsonValue>>

function claude(name: string, second: number, told: Told): JsonObject {
  return record(
    second,
    { body: anyValue(`claude_code.${name}`) },
    { 'event.name': name, 'session.id': SESSION, ...told },
  )
}

function codex(name: string, second: number, told: Told): JsonObject {
  return record(
    second,
    {},
    { 'event.name': `codex.${name}`, 'conversation.id': SESSION, model: 'gpt-5-codex', ...told },
  )
}

function gemini(name: string, second: number, told: Told): JsonObject {
  return record(
    second,
    { body: anyValue('A line for people') },
    { 'event.name': `gemini_cli.${name}`, 'session.id': SESSION, ...told },
  )
}

function toolOf(promptId: string, told: Told): Told {
  return { 'prompt.id': promptId, tool_use_id: `toolu_${promptId}`, tool_name: 'Bash', ...told }
}

function record(second: number, over: JsonObject, told: Told): JsonObject {
  return aLogRecord({
    timeUnixNano: `${1_700_000_000_000_000_000n + BigInt(second * 1e9)}`,
    observedTimeUnixNano: '0',
    eventName: '',
    traceId: '',
    spanId: '',
    body: {},
    attributes: Object.entries(told).map(([key, value]) => anAttribute(key, value)),
    ...over,
  })
}

function renamed(body: JsonValue | undefined): JsonValue {
  return JSON.parse(JSON.stringify(body ?? null).replace('claude_code.', 'pi.'))
}

function logs(records: readonly JsonObject[]): ExportRequest {
  const text = logsJson(records).replace('"agent-sdk"', '"gemini-cli"')
  return { signal: 'logs', encoding: 'json', bytes: Buffer.from(text) }
}

function request(sent: readonly SpanContent[]): ExportRequest {
  return { signal: 'traces', encoding: 'protobuf', bytes: aRequest(sent) }
}

/** A turn of the same session, as Claude Code traces it; under another name, as a session file tells it. */
function spans(name = 'claude_code.interaction', service = 'weather-agent'): ExportRequest {
  const attributes = new Map<string, AttributeValue>([
    ['span.type', name.replace('claude_code.', '')],
    ['session.id', SESSION],
  ])
  const origin = anOrigin({ resource: new Map([['service.name', service]]) })
  const interaction = aSpan({
    name,
    startUnixNano: 1_700_000_000_000_000_000n,
    endUnixNano: 1_700_000_009_000_000_000n,
    attributes,
  })
  return { signal: 'traces', encoding: 'protobuf', bytes: aRequest([interaction], origin) }
}
