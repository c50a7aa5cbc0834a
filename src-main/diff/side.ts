import type { Identities } from './identities.ts'
import type { Step } from './step.ts'
import { keysOf, type StepKeys } from './step-keys.ts'

/** Where the blocks of a run's prompts came from. */
export interface Sources {
  /** The step that gave the result of a tool call. */
  readonly stepOfToolCall: ReadonlyMap<string, number>
  /** The first step that gave a content, as an answer or as a result. */
  readonly stepOfContent: ReadonlyMap<number, number>
}

/** One of the two runs, with what is asked of it again and again. */
export interface Side extends Sources {
  readonly steps: readonly Step[]
  readonly keys: readonly StepKeys[]
}

export function createSide(steps: readonly Step[], identities: Identities): Side {
  return { ...sourcesOf(steps, identities), steps, keys: steps.map(step => keysOf(step, identities)) }
}

export function sourcesOf(steps: readonly Step[], identities: Identities): Sources {
  const stepOfToolCall = new Map<string, number>()
  const stepOfContent = new Map<number, number>()
  for (const [index, { tool, call }] of steps.entries()) {
    if (tool !== null && tool.toolCallId !== null) stepOfToolCall.set(tool.toolCallId, index)
    const given = [...(call?.answer.map(block => block.blockKey) ?? []), tool?.resultKey ?? null]
    for (const blockKey of given) {
      if (blockKey === null) continue
      const content = identities.content(blockKey)
      if (!stepOfContent.has(content)) stepOfContent.set(content, index)
    }
  }
  return { stepOfToolCall, stepOfContent }
}
