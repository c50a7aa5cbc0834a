import type { Call } from '#contract/call.ts'
import type { Message } from './group-conversation.ts'
import { groupConversation } from './group-conversation.ts'

/** A call as text for people: one heading a message, the blocks below it. */
export function printCall(call: Call): string {
  const { earlier, recent, answer } = groupConversation(call)
  const messages = [...earlier.messages, ...recent.messages]
  const isSystem = ({ section }: Message) => section === 'system'
  const tools = call.blocks.filter(block => block.section === 'tools')
  const parts = [
    ...messages.filter(isSystem).map(printMessage),
    ...(tools.length === 0 ? [] : [`## tools\n\n${tools.map(({ block }) => block.text).join('\n')}`]),
    ...messages.filter(message => !isSystem(message)).map(printMessage),
    ...answer.map(printMessage),
  ]
  return `${parts.join('\n\n')}\n`
}

function printMessage({ role, name, blocks }: Message): string {
  const heading = name === undefined ? role : `${role} (${name})`
  return `## ${heading}\n\n${blocks.map(printBlock).join('\n\n')}`
}

function printBlock({ block, toolCallId, name }: Message['blocks'][number]): string {
  const isPlain = block.kind === 'text'
  const label = [block.kind, name, toolCallId].filter(part => part !== null).join(' ')
  return isPlain ? block.text : `[${label}]\n${block.text}`
}
