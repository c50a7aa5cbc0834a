import type { Gap } from './gap.ts'
import type { PromptMessage, PromptPart } from './prompt-request.ts'

type ToolResult = Extract<PromptPart, { kind: 'tool-result' }>

/**
 * Providers refuse a tool call without its result and a result without its call. A call that nobody answered is left
 * out, a result that nobody asked for becomes a text, and both are told.
 */
export function pairTools(messages: readonly PromptMessage[]): {
  readonly messages: PromptMessage[]
  readonly gaps: readonly Gap[]
} {
  const paired: PromptMessage[] = []
  const counts = { unanswered: 0, unasked: 0 }
  for (let at = 0; at < messages.length; at += 1) {
    const message = messages[at]
    if (message === undefined) break
    const followers = resultsAfter(messages, at)
    if (message.role === 'assistant') {
      const { asked, answers, unasked } = joined(message, followers)
      counts.unanswered += message.parts.length - asked.parts.length
      if (asked.parts.length > 0) paired.push(asked)
      if (answers.length > 0) paired.push({ role: 'tool', parts: answers })
      counts.unasked += unasked.length
      paired.push(...unasked.map(asText))
      at += countToolMessages(messages, at)
    } else if (message.role === 'tool') {
      const lone = message.parts.filter(part => part.kind === 'tool-result')
      counts.unasked += lone.length
      paired.push(...lone.map(asText))
    } else paired.push(message)
  }
  return { messages: paired, gaps: gapsOf(counts) }
}

function countToolMessages(messages: readonly PromptMessage[], at: number): number {
  const next = messages.findIndex((message, index) => index > at && message.role !== 'tool')
  return (next === -1 ? messages.length : next) - at - 1
}

function resultsAfter(messages: readonly PromptMessage[], at: number): ToolResult[] {
  return messages
    .slice(at + 1, at + 1 + countToolMessages(messages, at))
    .flatMap(({ parts }) => parts.filter(part => part.kind === 'tool-result'))
}

/** By id; where one of the two has none, by name and order. */
function joined(message: PromptMessage, results: readonly ToolResult[]) {
  const left = [...results]
  const answers: ToolResult[] = []
  const parts = message.parts.filter(part => {
    if (part.kind !== 'tool-call') return true
    const byId = left.findIndex(result => result.id !== '' && result.id === part.id)
    const loose = left.findIndex(
      result => (result.id === '' || part.id === '') && (result.name === '' || result.name === part.name),
    )
    const [found] = left.splice(byId !== -1 ? byId : loose, byId !== -1 || loose !== -1 ? 1 : 0)
    if (found !== undefined) answers.push({ ...found, id: part.id, name: part.name })
    return found !== undefined
  })
  return { asked: { ...message, parts }, answers, unasked: left }
}

function asText({ name, result }: ToolResult): PromptMessage {
  return { role: 'user', parts: [{ kind: 'text', text: `Result of ${name || 'a tool'}:\n${result}` }] }
}

function gapsOf({ unanswered, unasked }: { readonly unanswered: number; readonly unasked: number }): Gap[] {
  return [
    ...(unanswered === 0
      ? []
      : [{ about: 'pairing', text: 'A tool call without a recorded result is left out.' } as const]),
    ...(unasked === 0
      ? []
      : [{ about: 'pairing', text: 'A tool result without its call is sent as a text.' } as const]),
  ]
}
