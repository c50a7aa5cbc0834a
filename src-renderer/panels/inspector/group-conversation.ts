import type { Call, CallBlock, Section } from '#contract/call.ts'

/** The blocks one message is made of, in order. */
export interface Message {
  readonly key: string
  readonly section: Section
  readonly role: string
  readonly name: string | undefined
  readonly blocks: readonly CallBlock[]
  readonly isNew: boolean
}

/** A call in reading order: what was there before, what came new, and what the model wrote. */
export interface Conversation {
  readonly system: readonly Message[]
  readonly tools: readonly CallBlock[]
  /** Sent again word for word, before anything new. */
  readonly earlier: readonly Message[]
  readonly recent: readonly Message[]
  readonly answer: readonly Message[]
}

export function groupConversation(call: Pick<Call, 'blocks'>): Conversation {
  const messages = groupMessages(call.blocks.filter(block => block.section !== 'tools'))
  const input = messages.filter(message => message.section === 'input')
  const firstNew = input.findIndex(message => message.isNew)
  const border = firstNew === -1 ? input.length : firstNew
  return {
    system: messages.filter(message => message.section === 'system'),
    tools: call.blocks.filter(block => block.section === 'tools'),
    earlier: input.slice(0, border),
    recent: input.slice(border),
    answer: messages.filter(message => message.section === 'output'),
  }
}

function groupMessages(blocks: readonly CallBlock[]): Message[] {
  const groups = new Map<string, CallBlock[]>()
  for (const block of blocks) {
    const key = `${block.section}-${block.message}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [block])
    else group.push(block)
  }
  return [...groups].flatMap(([key, group]) => {
    const [first] = group
    if (first === undefined) return []
    return [
      {
        key,
        section: first.section,
        role: first.role,
        name: isToolBlock(first) ? undefined : (first.name ?? undefined),
        blocks: group,
        isNew: group.some(block => block.isNew),
      },
    ]
  })
}

/** The name beside a tool's block is the tool's, not the speaker's. */
function isToolBlock({ block }: CallBlock): boolean {
  return block.kind === 'tool-call' || block.kind === 'tool-result'
}

export function sizeOf(blocks: readonly CallBlock[]): number {
  return blocks.reduce((sum, { block }) => sum + block.sizeBytes, 0)
}

export function sizeOfMessages(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + sizeOf(message.blocks), 0)
}
