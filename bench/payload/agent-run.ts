import { prose } from './prose.ts'
import type { Random } from './random.ts'
import { agentSpan, assistantMessage, callSpan, userMessage } from './spans.ts'

const SYSTEM_CHARACTERS = 2_000
const TOOL_RESULT_CHARACTERS = 2_600

/** One run of an agent that sends its whole history with each turn; the root comes last, as SDKs send it. */
export function* agentRun(random: Random, turns: number): Generator<Uint8Array> {
  const traceId = random.hex(16)
  const rootId = random.hex(8)
  const messages = [
    JSON.stringify({ role: 'system', parts: [{ type: 'text', content: prose(random, SYSTEM_CHARACTERS) }] }),
    JSON.stringify(userMessage(prose(random, 300))),
  ]
  for (let turn = 0; turn < turns; turn++) {
    const answer = prose(random, 300)
    yield callSpan(random, { traceId, parentSpanId: rootId, index: turn }, `[${messages.join(',')}]`, answer)
    messages.push(JSON.stringify(assistantMessage(answer)), ...toolExchange(random, turn))
  }
  yield agentSpan(random, { traceId, parentSpanId: undefined, index: 0, spanId: rootId }, 'refactorer')
}

function toolExchange(random: Random, turn: number): string[] {
  const id = `call_${turn}`
  const call = { type: 'tool_call', id, name: 'read_file', arguments: { path: `src/${random.hex(4)}.ts` } }
  const result = { type: 'tool_call_response', id, response: prose(random, TOOL_RESULT_CHARACTERS) }
  return [
    JSON.stringify({ role: 'assistant', parts: [call] }),
    JSON.stringify({ role: 'tool', parts: [result] }),
  ]
}
