import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect, test, vi } from 'vitest'
import { createRemoteCaller } from '../../../src-main/http/remote-caller.ts'
import { ROOT, startProgram } from '../../support/child-program.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { runId, writeOtlpFile } from './an-otlp-file.ts'

const main = join(ROOT, 'src-main/cli/main.ts')
const anyPorts = ['--api-port', '0', '--otlp-http-port', '0', '--otlp-grpc-port', '0']

test('without a host, commands read and change the store by themselves', async () => {
  const dataDir = tempDir()
  const file = writeOtlpFile(dataDir)

  const imported = await runback(dataDir, 'import', file, '--json')
  const again = await runback(dataDir, 'import', file)
  const shown = await runback(dataDir, 'runs', 'show', runId.slice(0, 6))
  const prompt = await runback(dataDir, 'prompt', 'latest')
  const deleted = await runback(dataDir, 'runs', 'delete', 'latest')
  const listed = await runback(dataDir, 'runs', 'list')

  expect(JSON.parse(imported.stdout)).toMatchObject({
    state: 'done',
    files: [{ spans: 2, newSpans: 2, runIds: [runId], skipped: [] }],
  })
  expect(again.code).toBe(0)
  expect(shown.stdout).toContain('  llm chat gpt-5-mini')
  expect(prompt.stdout).toContain('── user · new\nIs the fjord frozen?\n\n── assistant\nNot in September.')
  expect(deleted.stdout).toContain(`Deleted run ${runId}: 2 spans`)
  expect(listed.stdout).toContain('No runs.')
})

test('a host serves until it is asked to stop; commands go through it, and a second one says where it is', async () => {
  const dataDir = tempDir()
  const file = writeOtlpFile(dataDir)
  const host = startProgram([main, 'serve', '--json', '--data-dir', dataDir, ...anyPorts])
  const [line] = await host.printed(/^\{.*\}$/m)
  const { link, apiPort, pid } = JSON.parse(line) as { link: string; apiPort: number; pid: number }

  const imported = await runback(dataDir, 'import', file)
  const opened = await runback(dataDir, 'open')
  const status = await runback(dataDir, 'status')
  const second = await runback(dataDir, 'serve', ...anyPorts)
  const token = (await runback(dataDir, 'token')).stdout.trim()
  const list = await createRemoteCaller({ port: apiPort, token }).call('runs.list', {})
  const exitCode = await host.stop()
  const afterwards = await runback(dataDir, 'open')

  expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${apiPort}/#ticket=`))
  expect(imported.stdout).toContain('fjord.json: 2 spans in 1 run')
  expect(list.runs).toMatchObject([{ runId, serviceName: 'fjords' }])
  expect(opened.stdout).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${apiPort}/#ticket=.{43}\n$`))
  expect(status.stdout).toContain(`Running (process ${pid}, API on port ${apiPort}).`)
  expect(second.code).toBe(1)
  expect(second.stderr).toMatch(
    new RegExp(
      `^Runback is already running \\(process ${pid}, API on port ${apiPort}\\)\\.\nIt opens at http`,
    ),
  )
  expect(exitCode).toBe(0)
  expect(afterwards).toMatchObject({ code: 1, stderr: expect.stringContaining('Runback is not running.') })
})

test('an agent reads over stdio with the official client, and no port is opened', async () => {
  const dataDir = tempDir()
  await runback(dataDir, 'import', writeOtlpFile(dataDir))
  const client = new Client({ name: 'test', version: '1' })
  const args = [main, 'mcp', '--data-dir', dataDir]
  const transport = new StdioClientTransport({ command: process.execPath, args, stderr: 'pipe' })
  await client.connect(transport)

  const { tools } = await client.listTools()
  const run = await client.callTool({ name: 'runs_get', arguments: { runId } })
  const found = await client.callTool({ name: 'runs_list', arguments: { text: 'fjords' } })
  const sockets = listeningSocketsOf(transport.pid ?? 0)
  await client.close()

  expect(tools.some(tool => tool.name === 'runs_delete')).toBe(false)
  expect(run.content).toMatchObject([{ text: expect.stringContaining('llm chat gpt-5-mini') }])
  expect(found.structuredContent).toMatchObject({ total: 1, returned: 1, truncated: false })
  expect(sockets).toEqual([])
})

test('an agent that sends its requests and closes stdin still gets every answer', async () => {
  const child = spawn(process.execPath, [main, 'mcp', '--data-dir', tempDir()], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const client = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  }
  const messages = [
    { id: 1, method: 'initialize', params: client },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/call', params: { name: 'runs_list', arguments: {} } },
  ]
  let output = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text
  })

  child.stdin.end(messages.map(message => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join(''))
  const [code] = await once(child, 'close')

  expect(code).toBe(0)
  expect(
    output
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).id),
  ).toEqual([1, 2])
})

test('the token is made once and only its owner can read it', async () => {
  const dataDir = join(tempDir(), 'new')

  const first = await runback(dataDir, 'token')
  const second = await runback(dataDir, 'token')

  expect(first.stdout).toBe(second.stdout)
  expect(Buffer.from(first.stdout.trim(), 'base64url').length).toBe(32)
  if (process.platform !== 'win32') {
    expect(statSync(join(dataDir, 'token')).mode & 0o777).toBe(0o600)
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  }
})

test('doctor finds a fresh folder well and a file from elsewhere broken', async () => {
  const dataDir = tempDir()
  const freePorts = ['--api-port', '0', '--otlp-http-port', '0', '--otlp-grpc-port', '0']

  const well = await runback(dataDir, 'doctor', '--json', ...freePorts)
  writeFileSync(join(dataDir, 'runback.db'), 'this is no database, however long it may be '.repeat(100))
  const broken = await runback(dataDir, 'doctor', ...freePorts)

  expect(well.code).toBe(0)
  expect(JSON.parse(well.stdout)).toMatchObject({ isBroken: false })
  expect(broken.code).toBe(1)
  expect(broken.stdout).toMatch(/^✗ Store +\S/m)
  expect(broken.stdout.trim().split('\n').at(-1)).toBe('Runback cannot work here: Store.')
})

test('output that nobody reads any more ends the command without a word', async () => {
  const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    complaints += text
  })

  const [code] = await once(child, 'close')

  expect([code, complaints]).toEqual([0, ''])
})

test.runIf(existsSync('/dev/full'))('output that cannot be written is told in a sentence', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', full, 'pipe'] })
  let complaints = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    complaints += text
  })

  const [code] = await once(child, 'close')
  closeSync(full)

  expect([code, complaints]).toEqual([
    1,
    'The answer cannot be written: ENOSPC: no space left on device, write\n',
  ])
})

test('colours stay out of files', async () => {
  const path = join(tempDir(), 'help.txt')
  const file = openSync(path, 'w')

  const child = spawn(process.execPath, [main, 'runs', 'list', '--data-dir', tempDir()], {
    stdio: ['ignore', file, 'inherit'],
    env: { ...process.env, TERM: 'xterm-256color' },
  })
  await once(child, 'close')
  closeSync(file)

  expect(readFileSync(path, 'utf8')).not.toContain('\u001b')
})

const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  path => existsSync(path) && path !== process.execPath,
)

test.skipIf(oldNode === undefined)('bin/runback.js runs under the Node that the machine has', async () => {
  const bin = join(ROOT, 'bin/runback.js')
  const version = await promisify(execFile)(oldNode ?? '', [bin, 'version'])
  const misspelt = await promisify(execFile)(oldNode ?? '', [bin, 'versoin']).catch(error => error)
  const dataDir = tempDir()
  const host = spawn(oldNode ?? '', [bin, 'serve', '--json', '--data-dir', dataDir, ...anyPorts], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(host.stdout, 'data')
  host.kill('SIGTERM')
  const [code] = await once(host, 'exit')

  expect(version.stdout).toMatch(/^runback \d+\.\d+\.\d+\n$/)
  expect(misspelt).toMatchObject({ code: 2 })
  expect(code).toBe(0)
  await vi.waitFor(() => expect(existsSync(join(dataDir, 'host.json'))).toBe(false))
})

interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function runback(dataDir: string, ...args: readonly string[]): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...args, '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', text => {
      output[name] += text
    })
  }
  const [code] = await once(child, 'close')
  return { code, ...output }
}

/** The inodes of TCP sockets of a process that listen, as Linux lists them; elsewhere none are found. */
function listeningSocketsOf(pid: number): string[] {
  if (process.platform !== 'linux') return []
  const lines = ['tcp', 'tcp6'].flatMap(name =>
    readFileSync(`/proc/${pid}/net/${name}`, 'utf8').split('\n').slice(1),
  )
  const listening = lines.map(line => line.trim().split(/\s+/)).filter(columns => columns[3] === '0A')
  const own = new Set(linksOf(pid))
  return listening.map(columns => `socket:[${columns[9]}]`).filter(link => own.has(link))
}

function linksOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap(name => {
    try {
      return [readlinkSync(join(folder, name))]
    } catch {
      return []
    }
  })
}

test('a request to stop that arrives several times is one request', async () => {
  const dataDir = tempDir()
  const host = spawn(
    process.execPath,
    [join(ROOT, 'src-main/cli/main.ts'), 'serve', '--json', '--data-dir', dataDir, ...anyPorts],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await once(host.stdout, 'data')
  for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) host.kill(signal)

  expect(await once(host, 'exit')).toEqual([0, null])
  expect(existsSync(join(dataDir, 'host.json'))).toBe(false)
})
