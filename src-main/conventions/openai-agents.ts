import type { Convention } from './convention.ts'
import type { Message, Part } from './meaning.ts'
import { readMessages } from './read-message.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'
import { decode, decodeText } from './tolerant-json.ts'

const NAME = 'openai-agents'
const SCOPE = 'opentelemetry.instrumentation.openai_agents'
const PRINTED_CALL = 'ResponseFunctionToolCall('

/**
 * What OpenTelemetry GenAI has no word for: turns, tasks, the workflow around them, and calls of tools that this
 * instrumentation prints as Python objects. https://github.com/open-telemetry/opentelemetry-python-contrib
 */
export const openAiAgents: Convention = {
  name: NAME,
  read(span) {
    if (span.origin.scopeName !== SCOPE) return undefined
    const operation = span.attributes.get('gen_ai.operation.name')
    if (operation === 'chat') {
      const output = readMessages(decode(span.attributes.get('gen_ai.output.messages')), 'assistant')
      return spanMeaning(NAME, span, { kind: 'llm', call: callMeaning({ output: output.map(withCalls) }) })
    }
    const isWorkflow = span.parentSpanId === undefined && operation === 'invoke_agent'
    return spanMeaning(NAME, span, { kind: operation === 'unknown' || isWorkflow ? 'node' : 'custom' })
  },
}

function withCalls(message: Message): Message {
  return { ...message, parts: message.parts.map(callOr) }
}

function callOr(part: Part): Part {
  if (part.kind !== 'text' || !part.text.startsWith(PRINTED_CALL)) return part
  const name = printed(part.text, 'name')
  if (name === undefined) return part
  return {
    kind: 'tool-call',
    id: printed(part.text, 'call_id'),
    name,
    arguments: decodeText(printed(part.text, 'arguments') ?? null),
  }
}

/** The value of a field of text, as Python prints it: in the quotes it does not hold itself. */
function printed(text: string, field: string): string | undefined {
  const match = new RegExp(`[(,]\\s?${field}=(?:'((?:[^'\\\\]|\\\\.)*)'|"((?:[^"\\\\]|\\\\.)*)")`).exec(text)
  return (match?.[1] ?? match?.[2])?.replace(/\\(['"\\])/g, '$1')
}
