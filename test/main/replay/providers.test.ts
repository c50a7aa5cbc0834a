import { describe, expect, test } from 'vitest'
import { createOutbound } from '../../../src-main/outbound/outbound.ts'
import type { Outcome } from '../../../src-main/replay/answer.ts'
import type { Dialect, Provider } from '../../../src-main/replay/known-providers.ts'
import type { PromptRequest } from '../../../src-main/replay/prompt-request.ts'
import { askModel } from '../../../src-main/replay/providers/ask-model.ts'
import { createModel } from '../../../src-main/replay/providers/create-model.ts'
import { type FakeVendor, fakeVendor } from '../../support/fake-vendors.ts'

const SECRET = 'sk-planted-0123456789abcdef'

const conversation: PromptRequest = {
  system: ['You look after files.'],
  messages: [
    { role: 'user', parts: [{ kind: 'text', text: 'What is in the folder?' }] },
    {
      role: 'assistant',
      parts: [
        { kind: 'text', text: 'I look.' },
        { kind: 'tool-call', id: 'call_1', name: 'list_files', arguments: { path: '/tmp' } },
      ],
    },
    {
      role: 'tool',
      parts: [
        {
          kind: 'tool-result',
          id: 'call_1',
          name: 'list_files',
          result: 'a.txt',
          isError: false,
          isNamed: true,
        },
      ],
    },
  ],
  tools: [
    {
      name: 'list_files',
      description: 'Lists a folder',
      parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
      recorded: null,
    },
  ],
  parameters: { temperature: 0.5, maxTokens: 100 },
}

/** Where each vendor expects its key. */
const KEY_HEADERS: Readonly<Record<Dialect, readonly [string, string]>> = {
  openai: ['authorization', `Bearer ${SECRET}`],
  'openai-responses': ['authorization', `Bearer ${SECRET}`],
  'openai-compatible': ['authorization', `Bearer ${SECRET}`],
  anthropic: ['x-api-key', SECRET],
  google: ['x-goog-api-key', SECRET],
}

const PATHS: Readonly<Record<Dialect, string>> = {
  openai: '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  'openai-compatible': '/v1/chat/completions',
  anthropic: '/v1/messages',
  google: '/v1beta/models/the-model:streamGenerateContent?alt=sse',
}

// Names cannot be told from keys of the record otherwise.
for (const dialect of Object.keys(PATHS) as Dialect[]) {
  describe(dialect, () => {
    test('a text is streamed and its tokens are counted', async () => {
      const vendor = await fakeVendor(dialect, () => ({
        text: 'One file.',
        inputTokens: 31,
        outputTokens: 3,
      }))

      const { outcome, received } = await ask(vendor, dialect)

      expect(outcome).toMatchObject({
        kind: 'answered',
        answer: {
          parts: [{ kind: 'text', text: 'One file.' }],
          finishReason: 'stop',
          usage: { input: 31, output: 3 },
        },
      })
      expect(received).toContain('One file.'.length)
    })

    test('the request has the whole conversation, at the address and with the key of the vendor', async () => {
      const vendor = await fakeVendor(dialect, () => ({ text: 'ok' }))

      await ask(vendor, dialect)

      const [request] = vendor.requests
      const [header, value] = KEY_HEADERS[dialect]
      expect(request?.path).toBe(PATHS[dialect])
      expect(request?.headers[header]).toBe(value)
      const body = JSON.stringify(request?.body)
      for (const piece of ['You look after files.', 'What is in the folder?', 'list_files', 'a.txt', '0.5']) {
        expect(body).toContain(piece)
      }
    })

    test('a tool call comes with its arguments', async () => {
      const toolCalls = [{ id: 'call_9', name: 'list_files', arguments: { path: '/var' } }]
      const vendor = await fakeVendor(dialect, () => ({ toolCalls }))

      const { outcome } = await ask(vendor, dialect)

      expect(outcome).toMatchObject({
        kind: 'answered',
        answer: {
          parts: [{ kind: 'tool-call', name: 'list_files', arguments: { path: '/var' } }],
          finishReason: 'tool-calls',
        },
      })
    })

    test('too many requests is told with the time to wait', async () => {
      const vendor = await fakeVendor(dialect, () => ({ status: 429, headers: { 'retry-after': '7' } }))

      const { outcome } = await ask(vendor, dialect)

      expect(outcome).toMatchObject({
        kind: 'failed',
        failure: { isRetryable: true, retryAfterMs: 7000, message: expect.stringContaining('429') },
        partial: undefined,
      })
    })

    test('a failing server may be asked again, a wrong key may not', async () => {
      const failing = await fakeVendor(dialect, () => ({ status: 503 }))
      const refusing = await fakeVendor(dialect, () => ({ status: 401 }))

      expect((await ask(failing, dialect)).outcome).toMatchObject({ failure: { isRetryable: true } })
      expect((await ask(refusing, dialect)).outcome).toMatchObject({ failure: { isRetryable: false } })
    })

    test('an answer that breaks off is a failure that keeps what had come', async () => {
      const vendor = await fakeVendor(dialect, () => ({ cutAfter: 'Half an ans' }))

      const { outcome } = await ask(vendor, dialect)

      expect(outcome).toMatchObject({
        kind: 'failed',
        failure: { isRetryable: false, message: expect.stringContaining('broke off') },
        partial: { parts: [{ kind: 'text', text: 'Half an ans' }] },
      })
    })

    test('a stop ends the request', async () => {
      const stopping = new AbortController()
      const vendor = await fakeVendor(dialect, () => {
        stopping.abort()
        return { holds: new Promise(() => undefined), answers: { text: '' } }
      })

      const { outcome } = await ask(vendor, dialect, stopping.signal)

      expect(outcome.kind).toBe('failed')
    })

    test('no error tells the key', async () => {
      const vendor = await fakeVendor(dialect, () => ({ status: 401 }))

      const { outcome } = await ask(vendor, dialect)

      expect(JSON.stringify(outcome)).not.toContain(SECRET)
    })
  })
}

async function ask(vendor: FakeVendor, dialect: Dialect, signal = new AbortController().signal) {
  const provider: Provider = {
    name: 'a-provider',
    dialect,
    address: vendor.address,
    variables: [],
    isLocal: false,
    isOwnAddress: true,
  }
  const { fetch } = createOutbound().permit({ why: 'a test', origins: [vendor.origin] })
  const model = createModel(provider, 'the-model', { fetch, key: () => SECRET })
  const received: number[] = []
  const outcome: Outcome = await askModel(model, dialect)(conversation, {
    signal,
    onReceived: characters => received.push(characters),
  })
  return { outcome, received }
}
