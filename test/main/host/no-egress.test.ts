import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Caller } from '../../../src-main/contract/caller.ts'
import { readHostAddress } from '../../../src-main/host/host-address.ts'
import { readOrCreateToken } from '../../../src-main/host/token.ts'
import { createRemoteCaller } from '../../../src-main/http/remote-caller.ts'
import { ROOT, startProgram } from '../../support/child-program.ts'
import { flagsOf } from '../../support/running-app.ts'
import { scriptedExport } from '../../support/scripted-run.ts'
import { tempDir } from '../../support/temp-dir.ts'

const runId = 'e0'.repeat(16)
const otherId = 'e1'.repeat(16)

test('a host that records, reads, compares and plans opens no connection; only what a person asks for does', async () => {
  const { caller, opened, otlpHttpPort, apiPort, token } = await spiedHost()

  await useEverything(caller, otlpHttpPort)
  await fetch(`http://127.0.0.1:${apiPort}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  })
  expect(opened()).toEqual([])
  expect((await caller.call('outbound.list', {})).connections).toEqual([])

  await caller.call('models.list', { ask: true })
  const asked = opened().filter(({ kind }) => kind === 'connect')
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.every(({ host }) => host === '127.0.0.1')).toBe(true)
  expect((await caller.call('outbound.list', {})).connections.length).toBe(asked.length)
})

async function useEverything(caller: Caller, otlpHttpPort: number): Promise<void> {
  for (const id of [runId, otherId]) {
    const run = { runId: id, name: 'a run', question: 'Which?', turns: [{ says: `This one, ${id}.` }] }
    await fetch(`http://127.0.0.1:${otlpHttpPort}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(scriptedExport(run)),
    })
  }
  await caller.call('samples.load', {})
  await caller.call('runs.list', { filter: 'model:gpt-4o' })
  await caller.call('runs.get', { runId })
  await caller.call('runs.context', { runId })
  await caller.call('search', { text: 'which' })
  await caller.call('diff.report', { left: runId, right: otherId, format: 'html' })
  await caller.call('costs.summary', { groupBy: 'model' })
  await caller.call('prices.missing', {})
  await caller.call('prices.set', { model: 'x', input: 1, output: 2 })
  await caller.call('prices.reprice', {})
  await caller.call('settings.set', { theme: 'dark' })
  await caller.call('sessions.list', {})
  await caller.call('watches.list', {})
  await caller.call('models.list', {})
  await caller.call('keys.set', { provider: 'openai', key: 'sk-of-a-test-0123456789' })
  await caller.call('replay.plan', { runId, model: 'gpt-4o-mini' })
  const { replayId } = await caller.call('replay.start', { runId, mode: 'mocked' })
  await expect.poll(async () => (await caller.call('replay.get', { replayId })).state).toBe('done')
}

interface Opened {
  readonly kind: string
  readonly host?: string
}

async function spiedHost() {
  const dataDir = tempDir()
  const file = join(dataDir, 'sockets.jsonl')
  const spy = pathToFileURL(join(ROOT, 'test/support/socket-spy.mjs')).href
  const env = { NODE_OPTIONS: `--import=${spy}`, SOCKET_SPY_FILE: file }
  const program = startProgram(['src-main/cli/main.ts', 'serve', ...flagsOf({ dataDir })], env)
  onTestFinished(async () => void (await program.stop()))
  await program.printed(/http:\/\/\S+#\S+/)
  const apiPort = readHostAddress(dataDir)?.apiPort ?? 0
  const token = readOrCreateToken(dataDir)
  const caller = createRemoteCaller({ port: apiPort, token })
  const { receivers } = await caller.call('status', {})
  const opened = (): Opened[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter(line => line !== '')
          .map(line => JSON.parse(line))
      : []
  const otlpHttpPort = receivers.find(({ name }) => name === 'otlp-http')?.port ?? 0
  return { caller, opened, otlpHttpPort, apiPort, token }
}
