import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exporters, type Protocol, recordAgentRun } from '../support/an-agent-run.ts'
import { ROOT } from '../support/child-program.ts'
import { launchers, type RunningApp } from '../support/launch-app.ts'
import { makeTempDir } from '../support/temp-dir.ts'

const run = promisify(execFile)
const RUNBACK = join(ROOT, 'bin/runback.js')

async function runback(app: RunningApp, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [RUNBACK, ...args, '--data-dir', app.dataDir])
  return stdout
}

async function fromApi(app: RunningApp, path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${app.token}` }
  return await (await fetch(`http://127.0.0.1:${app.apiPort}/api/v1${path}`, { headers })).json()
}

async function fromMcp(app: RunningApp, door: 'http' | 'stdio', runId: string): Promise<string> {
  const client = new Client({ name: 'journey', version: '1.0.0' })
  const transport =
    door === 'http'
      ? new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${app.apiPort}/mcp`), {
          requestInit: { headers: { authorization: `Bearer ${app.token}` } },
        })
      : new StdioClientTransport({
          command: process.execPath,
          args: [RUNBACK, 'mcp', '--data-dir', app.dataDir],
        })
  // The SDK's own transports do not fit its interface under exactOptionalPropertyTypes.
  await client.connect(transport as Parameters<Client['connect']>[0])
  const answer = await client.callTool({ name: 'runs_get', arguments: { runId } })
  await client.close()
  return JSON.stringify(answer)
}

describe.each(launchers)('a first day with Runback on the %s', (_kind, launch) => {
  let app: RunningApp
  const dir = makeTempDir()

  beforeAll(async () => {
    app = await launch({ dataDir: join(dir.path, 'data') })
    app.page.setDefaultTimeout(10_000)
  })
  afterAll(async () => {
    await app?.close()
    dir.remove()
  })

  test('the empty window shows the very lines that point an SDK here', async () => {
    const { page } = app

    await page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${app.otlpHttpPort}`).first().waitFor()
    await page.getByRole('button', { name: 'Load the sample run' }).waitFor()
  })

  test.each(Object.keys(exporters) as Protocol[])(
    'a run sent over %s is in the window, the API, MCP and the command line',
    async protocol => {
      const name = `fleet check over ${protocol}`

      const { runId } = await recordAgentRun(app, protocol, name)

      await app.page.getByRole('table', { name: 'Runs' }).getByText(name, { exact: true }).waitFor()
      expect(await fromApi(app, `/runs/${runId}`)).toMatchObject({ run: { name, spanCount: 4 } })
      expect(await fromMcp(app, 'http', runId)).toContain(name)
      expect(await fromMcp(app, 'stdio', runId)).toContain(name)
      expect(await runback(app, 'runs', 'list')).toContain(name)
      expect(JSON.parse(await runback(app, 'runs', 'show', runId, '--json'))).toMatchObject({ run: { name } })
    },
  )

  test('opening a run shows its spans and, for a call, the conversation', async () => {
    const { page } = app
    await page
      .getByRole('table', { name: 'Runs' })
      .getByText('fleet check over grpc', { exact: true })
      .click()

    const spans = page.getByRole('tree', { name: 'Spans' })
    await spans.getByText('list_services').first().waitFor()
    await spans.getByText('chat claude-sonnet-4-20250514').last().click()

    const inspector = page.getByRole('region', { name: 'Inspector' })
    await inspector.getByText('Only fleet-check-over-grpc-billing does.').waitFor()
  })

  test('a run that arrives while another is read does not take the reader away', async () => {
    const { page } = app

    await recordAgentRun(app, 'grpc', 'a later run')

    const inspector = page.getByRole('region', { name: 'Inspector' })
    await inspector.getByText('Only fleet-check-over-grpc-billing does.').waitFor()
    expect(await fromApi(app, '/runs?text=a%20later%20run')).toMatchObject({ total: 1 })
  })

  test('closing ends the process cleanly', async () => {
    expect(await app.close()).toBe(0)

    expect(await runback(app, 'runs', 'list')).toContain('a later run')
  })
})
