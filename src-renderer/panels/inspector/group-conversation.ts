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

/** Messages with the tools that were offered beside them. */
export interface Part {
  readonly messages: readonly Message[]
  readonly tools: readonly CallBlock[]
}

/** A call by what is new in it: what it wrote, what it was sent anew, and what it had been sent before. */
export interface Conversation {
  readonly answer: readonly Message[]
  readonly recent: Part
  /** Sent again word for word: instructions and tools that did not change, and messages before anything new. */
  readonly earlier: Part
}

export function groupConversation({ blocks }: Pick<Call, 'blocks'>): Conversation {
  const messages = groupMessages(blocks.filter(block => block.section !== 'tools'))
  const system = messages.filter(message => message.section === 'system')
  const input = messages.filter(message => message.section === 'input')
  const tools = blocks.filter(block => block.section === 'tools')
  const firstNew = input.findIndex(message => message.isNew)
  const border = firstNew === -1 ? input.length : firstNew
  return {
    answer: messages.filter(message => message.section === 'output'),
    recent: {
      messages: [...system.filter(message => message.isNew), ...input.slice(border)],
      tools: tools.filter(tool => tool.isNew),
    },
    earlier: {
      messages: [...system.filter(message => !message.isNew), ...input.slice(0, border)],
      tools: tools.filter(tool => !tool.isNew),
    },
  }
}

export function blocksOf({ messages, tools }: Part): CallBlock[] {
  return [...tools, ...messages.flatMap(message => message.blocks)]
}

function groupMessages(blocks: readonly CallBlock[]): Message[] {
  const groups = Map.groupBy(blocks, block => `${block.section}-${block.message}`)
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
