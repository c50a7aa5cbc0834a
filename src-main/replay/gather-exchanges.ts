import type { Call } from '#contract/call.ts'
import { canonicalJson } from '../conventions/canonical-json.ts'
import { rebuildMessages } from './rebuild-messages.ts'
import type { ToolExchange } from './recording.ts'

/** Results of tools as they stand in prompts: many recordings have no spans of tools. */
export function createExchangeGatherer() {
  const calls = new Map<string, { readonly name: string; readonly arguments: string }>()
  const found = new Map<string, ToolExchange>()

  function add(exchange: ToolExchange, id: string): void {
    const key = id === '' ? `${exchange.name} ${exchange.arguments} ${exchange.result}` : id
    if (!found.has(key)) found.set(key, exchange)
  }

  return {
    addCall(call: Call): void {
      const { messages } = rebuildMessages(
        call.blocks.filter(({ section }) => section === 'input' || section === 'output'),
        ({ block }) => block.text,
      )
      for (const part of messages.flatMap(({ parts }) => parts)) {
        if (part.kind === 'tool-call') {
          calls.set(part.id, { name: part.name, arguments: canonicalJson(part.arguments) })
        }
        const asked = part.kind === 'tool-result' ? calls.get(part.id) : undefined
        if (part.kind !== 'tool-result' || asked === undefined) continue
        add({ ...asked, result: part.result, isError: part.isError, toolCallId: part.id }, part.id)
      }
    },
    addTool(exchange: ToolExchange): void {
      add(exchange, exchange.toolCallId ?? '')
    },
    exchanges: (): readonly ToolExchange[] => [...found.values()],
  }
}
