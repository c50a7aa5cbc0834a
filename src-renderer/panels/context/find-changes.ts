import type { RunContext } from '#contract/context.ts'
import type { Prompts } from './expand-prompts.ts'

/** A prompt beside the one before it of the same agent. */
export interface Change {
  /** The call it is held against; undefined for the first, and for one that has nothing of it. */
  readonly previous: number | undefined
  /** How many blocks from the start are the same. */
  readonly shared: number
  /** Positions in the previous prompt of blocks that are in this one no more. */
  readonly gone: readonly number[]
}

export type Changes = (call: number) => Change

const NOTHING: Change = { previous: undefined, shared: 0, gone: [] }

/** Compared when it is asked for, and only once. */
export function findChanges({ calls }: RunContext, prompts: Prompts): Changes {
  const previous = previousCalls(calls)
  const known = new Map<number, Change>()
  return call => {
    const found = known.get(call)
    if (found !== undefined) return found
    const before = previous[call]
    const change =
      before === undefined || before === -1 ? NOTHING : compare(before, prompts.of(before), prompts.of(call))
    known.set(call, change)
    return change
  }
}

function previousCalls(calls: RunContext['calls']): Int32Array {
  const latest = new Map<string | null, number>()
  return Int32Array.from(calls, ({ agentName }, call) => {
    const before = latest.get(agentName) ?? -1
    latest.set(agentName, call)
    return before
  })
}

function compare(previous: number, before: Int32Array, now: Int32Array): Change {
  let shared = 0
  while (shared < now.length && shared < before.length && now[shared] === before[shared]) shared += 1
  // Mostly all of it was only added to.
  if (shared === before.length) return { previous, shared, gone: [] }
  const kept = new Set(now.subarray(shared))
  const gone: number[] = []
  for (let position = shared; position < before.length; position += 1) {
    if (!kept.has(before[position] ?? -1)) gone.push(position)
  }
  return gone.length === before.length ? NOTHING : { previous, shared, gone }
}
