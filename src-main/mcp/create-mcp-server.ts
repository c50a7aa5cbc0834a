import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { Caller } from '#contract/caller.ts'
import { answer, notice } from './answer.ts'
import type { McpOptions } from './options.ts'
import { registerPetalTraceTools } from './petaltrace-tools.ts'
import { toolsFor } from './tool.ts'

const instructions = [
  'Runback keeps recorded runs of AI agents. Start with runs_list or search, open a run with runs_get,',
  'then calls_get for the prompt and answer of one LLM call and spans_get for everything about a span.',
  notice,
].join(' ')

/** The operations as tools for an agent. */
export function createMcpServer(caller: Caller, options: McpOptions = {}): McpServer {
  const { version = '0.0.0', allowWrites = false, spendsUnasked = false } = options
  const server = new McpServer({ name: 'runback', version }, { instructions })
  for (const { name, operation, description, params, annotations } of toolsFor(allowWrites)) {
    server.registerTool(name, { description, inputSchema: params, annotations }, given =>
      // Whoever speaks through this door is an agent: a person decides whether it may spend money.
      answer(caller, operation, operation === 'replay.start' ? { ...given, ask: !spendsUnasked } : given),
    )
  }
  registerPetalTraceTools(server, caller)
  return server
}
