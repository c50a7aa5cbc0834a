import type { Caller } from '#contract/caller.ts'
import type { McpOptions } from './options.ts'

/** MCP over HTTP without sessions: each request is answered by a server of its own. */
export function createMcpHttpHandler(
  caller: Caller,
  options: McpOptions = {},
): (request: Request) => Promise<Response> {
  return async request => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
    const { createMcpServer, Transport } = await load()
    const server = createMcpServer(caller, options)
    const transport = new Transport({ enableJsonResponse: true })
    await server.connect(transport)
    try {
      return await transport.handleRequest(request)
    } finally {
      await server.close()
    }
  }
}

/** The SDK takes longer to load than the rest of the host, and most hosts are never asked over MCP. */
async function load() {
  const [{ createMcpServer }, { WebStandardStreamableHTTPServerTransport: Transport }] = await Promise.all([
    import('./create-mcp-server.ts'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
  ])
  return { createMcpServer, Transport }
}
