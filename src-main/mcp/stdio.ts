import { once } from 'node:events'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js'
import type { Caller } from '#contract/caller.ts'
import { createMcpServer } from './create-mcp-server.ts'
import type { McpOptions } from './options.ts'

const finishWithinMs = 5_000

/** Serves an agent over stdin and stdout, and opens no port. Done when stdin ends and the last answer is out. */
export async function serveMcpOverStdio(caller: Caller, options: McpOptions = {}): Promise<void> {
  const server = createMcpServer(caller, options)
  const transport = new StdioServerTransport()
  const ended = once(process.stdin, 'end')
  const left = once(process.stdout, 'error').then(() => 'left' as const)
  await server.connect(transport)
  const allAnswered = watchAnswers(transport)

  const how = await Promise.race([ended, left])
  if (how !== 'left') await allAnswered()
  await server.close()
}

/** Returns a wait for the answers still owed, which ends early when one is never given. */
function watchAnswers(transport: StdioServerTransport): () => Promise<void> {
  const owed = new Set<RequestId>()
  let settle = (): void => {}
  const deliver = transport.onmessage
  const send = transport.send.bind(transport)

  transport.onmessage = (message: JSONRPCMessage) => {
    if ('method' in message && 'id' in message) owed.add(message.id)
    deliver?.(message)
  }
  transport.send = async (message: JSONRPCMessage) => {
    await send(message)
    if (!('method' in message) && message.id !== undefined) owed.delete(message.id)
    if (owed.size === 0) settle()
  }
  return () =>
    new Promise(resolve => {
      const deadline = setTimeout(resolve, finishWithinMs)
      settle = () => {
        clearTimeout(deadline)
        resolve()
      }
      if (owed.size === 0) settle()
    })
}
