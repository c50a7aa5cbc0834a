import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningApi, startApi } from '../../../src-main/http/start-api.ts'
import { createTickets } from '../../../src-main/http/tickets.ts'
import { createMcpHttpHandler } from '../../../src-main/mcp/streamable-http.ts'
import { aToken, createFakeCaller, weatherRunId } from '../../support/fake-caller.ts'

const engine = createFakeCaller()
const token = aToken()
let running: RunningApi
beforeAll(async () => {
  running = await startApi({
    caller: engine,
    announcer: engine,
    token,
    tickets: createTickets(),
    renderer: undefined,
    mcp: createMcpHttpHandler(engine, { version: '9.9.9' }),
    version: '9.9.9',
    port: 0,
  })
})
afterAll(() => running.close())

test('the official client finds and calls tools over HTTP', async () => {
  const client = await connect(token)

  const { tools } = await client.listTools()
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      client.callTool({ name: 'runs_get', arguments: { runId: weatherRunId } }),
    ),
  )

  expect(client.getServerVersion()).toMatchObject({ name: 'runback', version: '9.9.9' })
  expect(tools.map(tool => tool.name)).toContain('calls_get')
  for (const answer of answers) expect(answer).toMatchObject({ structuredContent: { total: 4, returned: 4 } })
  await client.close()
})

test('without the token there is nothing, and no stream is offered', async () => {
  await expect(connect('wrong')).rejects.toThrow()

  const response = await fetch(`http://127.0.0.1:${running.port}/mcp`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
  })
  expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST'])
  expect(response.headers.get('Content-Security-Policy')).toContain('sandbox')
})

async function connect(bearer: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { Authorization: `Bearer ${bearer}` } }
  const url = new URL(`http://127.0.0.1:${running.port}/mcp`)
  // The SDK's own transport types disagree under exactOptionalPropertyTypes.
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }) as Transport)
  return client
}
