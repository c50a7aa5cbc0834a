import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { createBacklog } from '../../../src-main/http/backlog.ts'
import { createApi } from '../../../src-main/http/create-api.ts'
import { startApi } from '../../../src-main/http/start-api.ts'
import { createFakeCaller, type FakeCaller } from '../../support/fake-caller.ts'
import { apiOptions, headersWith } from './an-api.ts'

const runChanged = (runId: string) => ({ type: 'run-changed', runId }) as const
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

test('announcements arrive with their sequence as id', async () => {
  const engine = createFakeCaller()
  const events = await listen(engine)

  engine.announce(runChanged('a'))
  engine.announce({ type: 'status-changed' })

  await vi.waitFor(() =>
    expect(events.messages()).toEqual([
      { id: '1', event: { type: 'run-changed', runId: 'a' } },
      { id: '2', event: { type: 'status-changed' } },
    ]),
  )
})

test('a client that comes back gets what it missed, then what is new', async () => {
  const engine = createFakeCaller()
  for (const runId of ['a', 'b', 'c']) engine.announce(runChanged(runId))
  const events = await listen(engine, '1')

  engine.announce(runChanged('d'))

  await vi.waitFor(() => expect(events.messages().map(message => message.id)).toEqual(['2', '3', '4']))
})

test.each(['99', 'not-ours'])(
  'a client whose place %s is unknown is told to read everything again',
  async id => {
    const engine = createFakeCaller()
    const events = await listen(engine, id)

    await vi.waitFor(() => expect(events.messages()).toEqual([{ id: undefined, event: { type: 'resync' } }]))
  },
)

test('a client that goes away is forgotten and makes room', async () => {
  const engine = createFakeCaller()
  const options = apiOptions({ engine })
  const api = createApi(options)
  const open = () => api.request('/api/v1/events', { headers: headersWith(options.token) })
  const streams = await Promise.all(Array.from({ length: 32 }, open))

  const refused = await open()
  await streams[0]?.body?.cancel()
  const accepted = await open()
  closers.push(...[...streams.slice(1), accepted].map(each => () => each.body?.cancel()))

  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '10'])
  expect(accepted.status).toBe(200)
})

test('a reader that falls too far behind finds one replacement', async () => {
  const backlog = createBacklog(10, 'again')
  for (const text of ['aaaa', 'bbbb', 'cccc']) backlog.put(text)
  backlog.put('d')

  expect(await backlog.take()).toBe('againd')

  backlog.close()
  expect(await backlog.take()).toBeUndefined()
})

test('a quiet stream beats every 15 seconds and stops beating when the client leaves', async () => {
  vi.useFakeTimers()
  closers.push(() => vi.useRealTimers())
  const options = apiOptions()
  const response = await createApi(options).request('/api/v1/events', { headers: headersWith(options.token) })
  const reader = response.body?.getReader()
  await reader?.read()

  await vi.advanceTimersByTimeAsync(15_000)
  const beat = await reader?.read()
  await reader?.cancel()

  expect(Buffer.from(beat?.value ?? []).toString()).toBe(':\n\n')
  expect(vi.getTimerCount()).toBe(0)
})

test('closing the API ends its streams at once and frees the port', async () => {
  const engine = createFakeCaller()
  const options = apiOptions({ engine })
  const running = await startApi({ ...options, port: 0 })
  const response = await fetch(`http://127.0.0.1:${running.port}/api/v1/events`, {
    headers: { Authorization: `Bearer ${options.token}` },
  })

  await running.close()

  expect(await response.text()).toContain('retry:')
  const [error] = await once(connect(running.port, '127.0.0.1'), 'error')
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
})

test('closing lets an answer that is on its way arrive and waits for no connection that asked nothing', async () => {
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>()
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>()
  const mcp = async () => {
    isAsked()
    await mayAnswer
    return new Response('late')
  }
  const options = apiOptions({ mcp })
  const running = await startApi({ ...options, port: 0 })
  const silent = connect(running.port, '127.0.0.1')
  await once(silent, 'connect')
  const response = fetch(`http://127.0.0.1:${running.port}/mcp`, {
    headers: { Authorization: `Bearer ${options.token}` },
  })
  await asked

  const closed = running.close()
  answer()

  expect(await (await response).text()).toBe('late')
  await closed
  await vi.waitFor(() => expect(silent.destroyed).toBe(true))
})

test('a taken port rejects with the error of the socket and leaves nothing open', async () => {
  const running = await startApi({ ...apiOptions(), port: 0 })
  closers.push(running.close)

  await expect(startApi({ ...apiOptions(), port: running.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})

async function listen(engine: FakeCaller, lastEventId?: string) {
  const options = apiOptions({ engine })
  const running = await startApi({ ...options, port: 0 })
  const stop = new AbortController()
  closers.push(() => stop.abort(), running.close)
  const response = await fetch(`http://127.0.0.1:${running.port}/api/v1/events`, {
    signal: stop.signal,
    headers: {
      Authorization: `Bearer ${options.token}`,
      ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
    },
  })
  let received = ''
  const write = (chunk: Uint8Array) => {
    received += Buffer.from(chunk).toString()
  }
  response.body?.pipeTo(new WritableStream({ write })).catch(() => {})
  await vi.waitFor(() => expect(received).toContain('retry:'))
  return { messages: () => parseMessages(received) }
}

function parseMessages(received: string) {
  return received
    .split('\n\n')
    .filter(message => message.includes('data:'))
    .map(message => ({
      id: /^id: (.*)$/m.exec(message)?.[1],
      event: JSON.parse(/^data: (.*)$/m.exec(message)?.[1] ?? 'null') as unknown,
    }))
}
