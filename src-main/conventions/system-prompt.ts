import type { CallMeaning, Message, Part } from './meaning.ts'

/** The system prompt apart from the messages, whether it came beside them, as their first ones, or both. */
export function splitSystemPrompt(
  stated: readonly Part[],
  messages: readonly Message[],
): Pick<CallMeaning, 'system' | 'input'> {
  const firstOther = messages.findIndex(message => message.role !== 'system')
  const leadingCount = firstOther === -1 ? messages.length : firstOther
  const leading = messages.slice(0, leadingCount).flatMap(message => message.parts)
  const known = new Set(stated.map(identityOf))
  const system = [...stated, ...leading.filter(part => !known.has(identityOf(part)))]
  return { system, input: messages.slice(leadingCount) }
}

function identityOf(part: Part): string {
  return part.kind === 'text' ? part.text : JSON.stringify(part)
}
