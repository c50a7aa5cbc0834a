import type { Call } from '#contract/call.ts'
import { createLaneFinder, type Lane } from './find-lanes.ts'
import { createExchangeGatherer } from './gather-exchanges.ts'
import type { PromptMessage } from './prompt-request.ts'
import { rebuildMessages } from './rebuild-messages.ts'
import type { ReplayParts } from './replay-parts.ts'
import { createToolResults } from './tool-results.ts'

/** The conversations of a run, the results its tools gave, and the steps that those were. */
export async function readConversations({ recording, plan }: Pick<ReplayParts, 'recording' | 'plan'>) {
  const finder = createLaneFinder()
  const gatherer = createExchangeGatherer()
  const stepOfToolCall = new Map<string, number>()
  for (const [index, { spanId, kind }] of plan.steps.entries()) {
    const call = kind === 'tool' ? undefined : await recording.callOf(spanId)
    const exchange = call === undefined ? await recording.toolOf(spanId) : undefined
    if (call !== undefined) {
      finder.add(call)
      gatherer.addCall(call)
    }
    if (exchange === undefined) continue
    gatherer.addTool(exchange)
    if (exchange.toolCallId !== null) stepOfToolCall.set(exchange.toolCallId, index)
  }
  return { lanes: finder.lanes(), results: createToolResults(gatherer.exchanges()), stepOfToolCall }
}

/** What the user said in a conversation after its first prompt, turn by turn. */
export async function readUserTurns(
  { recording }: Pick<ReplayParts, 'recording'>,
  lane: Lane,
): Promise<readonly PromptMessage[][]> {
  const turns: PromptMessage[][] = []
  for (const { spanId, addedMessages } of lane.slice(1)) {
    const call = await recording.callOf(spanId)
    const messages = call === undefined ? [] : messagesOf(call, addedMessages)
    // What came together with results of tools is part of how the agent hands them over.
    if (messages.some(({ role }) => role === 'tool')) continue
    const said = messages.filter(({ role }) => role === 'user' || role === 'system')
    if (said.length > 0) turns.push(said)
  }
  return turns
}

function messagesOf(call: Call, numbers: readonly number[]): PromptMessage[] {
  const added = new Set(numbers)
  const blocks = call.blocks.filter(({ section, message }) => section === 'input' && added.has(message))
  return rebuildMessages(blocks, ({ block }) => block.text).messages
}
