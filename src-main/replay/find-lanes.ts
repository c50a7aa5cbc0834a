import type { Call, CallBlock } from '#contract/call.ts'

/** A call of a conversation, with what its prompt adds to that of the call before it. */
export interface LaneCall {
  readonly spanId: string
  /** Message numbers of its input that came after the earlier prompt and its answer. Empty for the first of a lane. */
  readonly addedMessages: readonly number[]
}

/** A conversation: calls of which each resends the one before it. */
export type Lane = readonly LaneCall[]

interface Open {
  readonly spanId: string
  /** What the next call of this conversation begins with. */
  readonly input: readonly string[]
  readonly answered: readonly string[]
  readonly lane: LaneCall[]
}

/** Which recorded calls go on from which, told by their prompts alone. A call that goes on from none begins a lane. */
export function createLaneFinder() {
  const lanes: LaneCall[][] = []
  const open: Open[] = []

  function previousOf(
    input: readonly string[],
  ): { readonly call: Open; readonly shared: number } | undefined {
    const fits = open.flatMap(call => {
      if (startsWith(input, call.answered)) return [{ call, shared: call.answered.length }]
      return input.length > call.input.length && call.input.length > 0 && startsWith(input, call.input)
        ? [{ call, shared: call.input.length }]
        : []
    })
    return fits.reduce<(typeof fits)[number] | undefined>(
      (best, fit) => (best === undefined || fit.shared >= best.shared ? fit : best),
      undefined,
    )
  }

  return {
    add(call: Pick<Call, 'spanId' | 'blocks'>): void {
      const sent = call.blocks.filter(block => block.section === 'input' && isResent(block))
      const input = sent.map(identity)
      const answer = call.blocks.filter(block => block.section === 'output' && isResent(block)).map(identity)
      const previous = previousOf(input)
      const lane =
        previous === undefined || previous.call.lane.at(-1)?.spanId !== previous.call.spanId
          ? []
          : previous.call.lane
      if (lane.length === 0) lanes.push(lane)
      const added = previous === undefined || lane.length === 0 ? [] : sent.slice(previous.shared)
      lane.push({ spanId: call.spanId, addedMessages: [...new Set(added.map(({ message }) => message))] })
      open.push({ spanId: call.spanId, input, answered: [...input, ...answer], lane })
    },
    lanes: (): readonly Lane[] => lanes,
  }
}

/** Reasoning is often left out when a history is sent again. */
function isResent({ block }: CallBlock): boolean {
  return block.kind !== 'reasoning'
}

function identity({ role, block }: CallBlock): string {
  return `${role} ${block.blockId}`
}

function startsWith(list: readonly string[], beginning: readonly string[]): boolean {
  return (
    beginning.length > 0 &&
    beginning.length <= list.length &&
    beginning.every((item, index) => item === list[index])
  )
}
