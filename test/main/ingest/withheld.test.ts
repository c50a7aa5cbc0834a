import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { OFFERED_RULES } from '../../../src-main/contract/redaction.ts'
import type { SettingsChange } from '../../../src-main/contract/settings.ts'
import { readSpanDetail } from '../../../src-main/engine/span-detail.ts'
import { writeExports } from '../../../src-main/ingest/write-exports.ts'
import { writeImport } from '../../../src-main/ingest/write-import.ts'
import type { ExportRequest } from '../../../src-main/otlp/accept.ts'
import type { SpanContent } from '../../../src-main/otlp/encode-traces.ts'
import type { AttributeValue } from '../../../src-main/otlp/otlp-span.ts'
import type { Signal } from '../../../src-main/otlp/signal.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import {
  aLogRecord,
  aLogRequest,
  aMetricRequest,
  anAttribute,
  anyValue,
} from '../../support/otlp-log-requests.ts'
import { aRequest, aSpan, SPAN_ID, TRACE_ID } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_000_000
const SECRET = `sk-proj-${'Z9plantedQ7'.repeat(4)}`
const LONG = `${'a long history that is cut out of its span. '.repeat(40)}${SECRET} and on it goes`
const SAID = 'xylophonist'

const allRules = OFFERED_RULES.map(rule => ({ ...rule, enabled: true }))

/** A call that says `text` in every place where a sender can say something. */
function aTalkativeCall(text: string, name = text): Partial<SpanContent> {
  const say = (more: readonly [string, AttributeValue][] = []) => new Map<string, AttributeValue>(more)
  return {
    name: `chat ${name}`,
    statusCode: 'error',
    statusMessage: `failed: ${text}`,
    attributes: say([
      ['gen_ai.operation.name', 'chat'],
      ['gen_ai.provider.name', 'openai'],
      ['gen_ai.request.model', 'gpt-5-mini'],
      ['gen_ai.usage.input_tokens', 120],
      ['gen_ai.usage.output_tokens', 8],
      [
        'gen_ai.input.messages',
        JSON.stringify([
          { role: 'user', parts: [{ type: 'text', content: `${LONG.replace(SECRET, text)}` }] },
        ]),
      ],
      [
        'gen_ai.output.messages',
        JSON.stringify([
          {
            role: 'assistant',
            parts: [{ type: 'tool_call', id: 'c1', name: 'look', arguments: { key: text } }],
          },
        ]),
      ],
      ['nested', say([['deep', [say([['deeper', text]]), text]]])],
      ['bytes', Buffer.from(`bytes of ${text}`)],
      [`key of ${name}`, 1],
    ]),
    events: [
      {
        name: `event ${name}`,
        timeUnixNano: 1_700_000_000_200_000_000n,
        attributes: say([['exception.message', text]]),
      },
    ],
    links: [{ traceId: 'd'.repeat(32), spanId: '5'.repeat(16), attributes: say([['note', text]]) }],
  }
}

const exportOf = (signal: Signal, bytes: Uint8Array): ExportRequest => ({
  signal,
  encoding: 'protobuf',
  bytes,
})
const spanExport = (span: Partial<SpanContent>) => exportOf('traces', aRequest([aSpan(span)]))
const logExport = (text: string, severityText = text) =>
  exportOf(
    'logs',
    aLogRequest([
      aLogRecord({ body: anyValue({ content: text, list: [text, { more: LONG.replace(SECRET, text) }] }) }),
      aLogRecord({
        eventName: '',
        traceId: '',
        spanId: '',
        severityText,
        body: anyValue(text),
        attributes: [anAttribute('free', text)],
      }),
    ]),
  )
const metricExport = (text: string) =>
  exportOf(
    'metrics',
    aMetricRequest([
      {
        name: 'gen_ai.client.token.usage',
        sum: {
          dataPoints: [
            { timeUnixNano: '1700000000000000000', asInt: '5', attributes: [anAttribute('user', text)] },
          ],
        },
      },
    ]),
  )

function aStore(change: SettingsChange) {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  writer.changeSettings(change)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  function settle(): void {
    while (writer.indexSome());
    while (writer.packSome());
  }
  function detail() {
    const found = reader.runs.find(TRACE_ID, NOW_MS)
    const span = found && reader.spans.find(found.runKey, SPAN_ID)
    if (found === undefined || span === undefined) throw new Error('The span is not stored')
    const ledger = [...reader.spans.ledgerOf(found.runKey), ...reader.withheld.ledgerOf(found.runKey)]
    return { ...readSpanDetail(reader, found.run, span), run: found.run, ledger }
  }
  /** Everything in the folder of the store, as it lies on the disk, log file included. */
  function disk(): Buffer {
    settle()
    const folder = dirname(path)
    return Buffer.concat(readdirSync(folder).map(name => readFileSync(join(folder, name))))
  }
  return { writer, reader, detail, disk }
}

function sendEverything(store: ReturnType<typeof aStore>, text: string): void {
  const requests = [spanExport(aTalkativeCall(text)), logExport(text), metricExport(text)]
  const { outcomes } = writeExports(store.writer, requests, NOW_MS)
  expect(outcomes.map(outcome => outcome.status)).toEqual(['stored', 'stored', 'stored'])
}

describe('with rules on', () => {
  test('no byte of a secret reaches the disk, wherever it was said and in whatever order', () => {
    const store = aStore({ redactionRules: allRules })

    sendEverything(store, SECRET)
    writeExports(store.writer, [logExport(`${SECRET}later`), spanExport(aTalkativeCall(SECRET))], NOW_MS)

    expect(store.disk().includes('Z9planted')).toBe(false)
    expect(store.reader.search.search('redacted', 10, undefined).returned).toBeGreaterThan(0)
  })

  test('the same store without rules has it on the disk, so the test looks where it lies', () => {
    const store = aStore({})

    sendEverything(store, SECRET)

    expect(store.disk().includes('Z9planted')).toBe(true)
  })

  test('an import is looked through as well, and the same file twice changes nothing', () => {
    const store = aStore({ redactionRules: allRules })

    const first = writeImport(store.writer, spanExport(aTalkativeCall(SECRET)), NOW_MS)
    const second = writeImport(store.writer, spanExport(aTalkativeCall(SECRET)), NOW_MS)

    expect(first.outcome.newSpans).toBe(1)
    expect(second).toMatchObject({ outcome: { newSpans: 0 }, changedRunIds: [] })
    expect(store.disk().includes('Z9planted')).toBe(false)
  })

  test('the span and its run tell how often each rule found something', () => {
    const store = aStore({ redactionRules: allRules })

    sendEverything(store, SECRET)

    const { withheld, attributes, ledger } = store.detail()
    expect(withheld?.redactions).toEqual([{ name: 'openai-key', count: expect.any(Number) }])
    expect(withheld).toMatchObject({ captureMode: null, leftOutValues: 0 })
    expect(attributes).toContainEqual({ key: 'gen_ai.usage.input_tokens', value: 120 })
    expect(ledger).toContainEqual({
      gap: 'redacted',
      count: withheld?.redactions[0]?.count,
      about: ['openai-key'],
    })
  })

  test('a span without a finding is kept byte for byte', () => {
    const store = aStore({ redactionRules: allRules })
    const request = spanExport(aTalkativeCall('nothing secret'))
    const plain = aStore({})

    writeExports(store.writer, [request], NOW_MS)
    writeExports(plain.writer, [request], NOW_MS)

    const wire = (from: typeof store) => from.writer.findSpan(TRACE_ID, SPAN_ID)?.wire
    expect(wire(store)).toEqual(wire(plain))
    expect(store.detail().withheld).toBeNull()
  })

  test('a rule counts from the moment it is set, and no longer than until it is off', () => {
    const store = aStore({})
    store.writer.changeSettings({ redactionRules: allRules })
    writeExports(store.writer, [spanExport({ attributes: new Map([['a', SECRET]]) })], NOW_MS)
    const withRule = store.detail().withheld
    store.writer.changeSettings({ redactionRules: [] })
    writeExports(store.writer, [spanExport({ attributes: new Map([['a', SECRET]]) })], NOW_MS)

    expect(withRule?.redactions).toEqual([{ name: 'openai-key', count: 1 }])
    expect(store.detail()).toMatchObject({ withheld: null, ledger: [] })
  })
})

describe('in minimal mode', () => {
  test('nothing that was said reaches the disk, and what it cost is known all the same', () => {
    const full = aStore({})
    const minimal = aStore({ captureMode: 'minimal' })

    for (const store of [full, minimal]) {
      writeExports(
        store.writer,
        [spanExport(aTalkativeCall(SAID, 'weather')), logExport(SAID, 'INFO')],
        NOW_MS,
      )
      writeExports(store.writer, [logExport(`${SAID} again`, 'INFO')], NOW_MS)
    }

    expect(full.disk().includes(SAID)).toBe(true)
    expect(minimal.disk().includes(SAID)).toBe(false)
    const { run } = minimal.detail()
    expect(run).toMatchObject({
      cost: full.detail().run.cost,
      inputTokens: { sum: { confidence: 'exact', value: 120 } },
      models: ['gpt-5-mini'],
    })
  })

  test('the span and its run say that content was left out, and by what', () => {
    const store = aStore({ captureMode: 'minimal' })

    sendEverything(store, SAID)

    const { withheld, ledger, hasCall } = store.detail()
    expect(hasCall).toBe(true)
    expect(withheld).toMatchObject({ captureMode: 'minimal', redactions: [] })
    expect(withheld?.leftOutBytes).toBeGreaterThan(LONG.length)
    expect(ledger).toContainEqual({ gap: 'left-out-by-capture-mode', count: 1, about: ['minimal'] })
  })
})

describe('in standard mode', () => {
  const picture = Buffer.alloc(6000, 'picture').toString('base64')

  test('an encoded picture is replaced by what it is, how large and which, and words are kept', () => {
    const store = aStore({ captureMode: 'standard' })
    const messages = JSON.stringify([
      {
        role: 'user',
        content: [
          { type: 'text', text: LONG },
          { type: 'image', source: { data: picture } },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${picture}` } },
        ],
      },
    ])

    writeExports(
      store.writer,
      [
        spanExport({
          attributes: new Map<string, AttributeValue>([
            ['gen_ai.input.messages', messages],
            ['raw', Buffer.alloc(5000, 1)],
          ]),
        }),
      ],
      NOW_MS,
    )

    const { attributes, withheld } = store.detail()
    const kept = String(attributes.find(({ key }) => key === 'gen_ai.input.messages')?.value)
    expect(JSON.parse(kept)[0].content).toEqual([
      { type: 'text', text: LONG },
      {
        type: 'image',
        source: {
          data: expect.stringMatching(/^\[not captured: base64, 6000 bytes, sha256:[0-9a-f]{16}\]$/),
        },
      },
      {
        type: 'image_url',
        image_url: { url: expect.stringMatching(/^\[not captured: image\/png, 6000 bytes, sha256:/) },
      },
    ])
    expect(attributes).toContainEqual({
      key: 'raw',
      value: expect.stringContaining('[not captured: bytes, 5000 bytes'),
    })
    expect(withheld).toMatchObject({ captureMode: 'standard', leftOutValues: 3 })
  })

  test('words alone are kept byte for byte', () => {
    const store = aStore({ captureMode: 'standard' })

    writeExports(store.writer, [spanExport(aTalkativeCall(SAID))], NOW_MS)

    expect(store.detail().withheld).toBeNull()
  })
})

test('a service may have a mode of its own', () => {
  const store = aStore({ captureModeByService: { 'weather-agent': 'minimal' } })

  writeExports(store.writer, [logExport(SAID), spanExport(aTalkativeCall(SAID))], NOW_MS)

  expect(store.detail().logs[0]?.body).not.toEqual(expect.objectContaining({ content: SAID }))
})
