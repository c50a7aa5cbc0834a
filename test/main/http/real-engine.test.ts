import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { expect, test } from 'vitest'
import type { EngineEvent } from '#contract/events.ts'
import { createRemoteCaller } from '../../../src-main/http/remote-caller.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { tempHost } from '../../support/temp-host.ts'
import { runId, writeOtlpFile } from '../cli/an-otlp-file.ts'

const spanId = 'eee19b7ec3c1b175'

test('the engine is read over HTTP in the shapes of the contract, and its problems arrive', async () => {
  const { remote } = await aHostWithARun()

  const { runs } = await remote.call('runs.list', { text: 'fjords' })
  const { spans } = await remote.call('runs.get', { runId })
  const call = await remote.call('calls.get', { runId, spanId })
  const span = await remote.call('spans.get', { runId, spanId })
  const block = await remote.call('blocks.get', { blockId: call.blocks[0]?.block.blockId ?? '' })
  const status = await remote.call('status', {})

  expect(runs.map(run => run.runId)).toEqual([runId])
  expect(spans.map(each => each.kind)).toEqual(['agent', 'llm'])
  expect(call.blocks.map(each => each.block.text)).toEqual(['Is the fjord frozen?', 'Not in September.'])
  expect(span).toMatchObject({ hasCall: true, span: { spanId } })
  expect(block.text).toBe('Is the fjord frozen?')
  expect(status.store).toMatchObject({ runs: 1, spans: 2 })
  await expect(remote.call('calls.get', { runId, spanId: 'eee19b7ec3c1b174' })).rejects.toMatchObject({
    problem: { code: 'call-not-found' },
  })
})

test('what the engine announces is heard over HTTP, and again by a client that comes back', async () => {
  const { host, remote } = await aHostWithARun()
  const live = await listen(host, {})

  await remote.call('runs.delete', { runId })
  const heard = await readUntil(live, 'run-deleted')
  const [, id = ''] = /id: (\d+)\ndata: {"type":"run-deleted"/.exec(heard) ?? []
  const resumed = await readUntil(await listen(host, { 'Last-Event-ID': `${Number(id) - 1}` }), 'run-deleted')

  expect(id).not.toBe('')
  expect(resumed).toContain(`id: ${id}\ndata: {"type":"run-deleted","runId":"${runId}"}`)
})

test('an agent finds its way from a word to the prompt that holds it, over HTTP', async () => {
  const { host } = await aHostWithARun()
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { Authorization: `Bearer ${host.token}` } }
  const url = new URL(`http://127.0.0.1:${host.apiPort}/mcp`)
  // The SDK's own transport types disagree under exactOptionalPropertyTypes.
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }) as Transport)

  const search = () => client.callTool({ name: 'search', arguments: { text: 'fjord' } })
  await expect
    .poll(search)
    .toMatchObject({ structuredContent: { returned: 1, result: { hits: [{ runId, spanId }] } } })
  const call = await client.callTool({ name: 'calls_get', arguments: { runId, spanId } })
  await client.close()

  expect(call.content).toMatchObject([{ text: expect.stringContaining('| Is the fjord frozen?') }])
})

test('a file is imported by its path, told of as it goes, and by a relative path not at all', async () => {
  const host = await tempHost()
  const remote = createRemoteCaller({ port: host.apiPort, token: host.token })
  const told: EngineEvent[] = []
  host.caller.subscribe(({ event }) => told.push(event))

  const { jobId } = await remote.call('imports.start', { paths: [writeOtlpFile(tempDir())] })

  const stateOf = async () => (await remote.call('imports.get', { jobId })).state
  await expect.poll(stateOf, { timeout: 10_000 }).toBe('done')
  const [job] = (await remote.call('imports.list', {})).jobs
  expect(job).toMatchObject({ jobId, newSpans: 2, files: [{ format: 'OTLP JSON', runIds: [runId] }] })
  await expect.poll(() => told).toContainEqual({ type: 'import-changed', jobId })
  await expect(remote.call('imports.start', { paths: ['fjord.json'] })).rejects.toThrow('no absolute path')
  await expect(remote.call('imports.get', { jobId: 'a'.repeat(16) })).rejects.toThrow('There is no import')
})

test('a watched folder is a setting; what lies in it is recorded, also after a restart', async () => {
  const folder = tempDir()
  const first = await tempHost()
  const remote = createRemoteCaller({ port: first.apiPort, token: first.token })
  await expect(remote.call('watches.add', { path: join(folder, 'gone') })).rejects.toThrow(
    'There is no folder',
  )
  await remote.call('watches.add', { path: folder })
  expect((await remote.call('settings.get', {})).watchedFolders).toEqual([folder])
  await first.close()
  writeOtlpFile(folder)

  const second = await tempHost({ dataDir: first.dataDir })

  const listed = async () => (await second.caller.call('runs.list', {})).total
  await expect.poll(listed, { timeout: 10_000 }).toBe(1)
  const { folders } = await second.caller.call('watches.remove', { path: folder })
  expect(folders).toEqual([])
})

type RunningHost = Awaited<ReturnType<typeof tempHost>>

async function aHostWithARun() {
  const host = await tempHost()
  const remote = createRemoteCaller({ port: host.apiPort, token: host.token })
  const text = readFileSync(writeOtlpFile(tempDir()), 'utf8')
  await remote.call('imports.create', { name: 'fjord.json', text })
  return { host, remote }
}

async function listen({ apiPort, token }: RunningHost, headers: Record<string, string>) {
  const response = await fetch(`http://127.0.0.1:${apiPort}/api/v1/events`, {
    headers: { Authorization: `Bearer ${token}`, ...headers },
  })
  if (response.body === null) throw new Error('an event stream without a body')
  return response.body
}

async function readUntil(stream: ReadableStream<Uint8Array>, word: string): Promise<string> {
  let received = ''
  for await (const chunk of stream) {
    received += Buffer.from(chunk).toString()
    if (received.includes(word)) break
  }
  return received
}
