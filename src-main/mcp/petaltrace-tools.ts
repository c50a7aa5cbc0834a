import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { Caller } from '#contract/caller.ts'
import { describeProblem, ProblemError } from '#contract/problems.ts'
import { type PetalTraceTool, petalTraceTools } from '../petaltrace/tools.ts'
import { notice } from './answer.ts'

const textAtMost = 400_000
const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }

/** The tools of PetalTrace under their own names, for agents that were told to use them. */
export function registerPetalTraceTools(server: McpServer, caller: Caller): void {
  for (const tool of petalTraceTools) {
    const { name, description, params } = tool
    server.registerTool(name, { description, inputSchema: params, annotations }, given =>
      run(caller, tool, given),
    )
  }
}

/** The first text is the JSON that PetalTrace's clients parse. */
async function run(caller: Caller, tool: PetalTraceTool, given: object): Promise<CallToolResult> {
  try {
    const asked = await tool.ask(caller, given)
    if (!asked.ok) return failure(asked.issues.join('; '))
    const text = JSON.stringify(asked.answer)
    if (text.length > textAtMost)
      return failure('The answer is too long for a tool. Ask for less, or use calls_get.')
    return {
      content: [
        { type: 'text', text },
        { type: 'text', text: notice },
      ],
    }
  } catch (error) {
    return failure(
      error instanceof ProblemError
        ? describeProblem(error.problem)
        : 'Runback failed to answer. This is a bug.',
    )
  }
}

function failure(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] }
}
