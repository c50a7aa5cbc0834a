import type { RunContext } from '#contract/context.ts'

/** Prompts written out one at a time: a long run has more places than a page could hold. */
export interface Prompts {
  /** The blocks of a call's prompt in order, as their places in the list of blocks. */
  readonly of: (call: number) => Int32Array
}

const KEPT = 48

export function expandPrompts({ calls }: RunContext): Prompts {
  const kept = new Map<number, Int32Array>()

  function expand(call: number): Int32Array {
    const prompt = new Int32Array(calls[call]?.promptLength ?? 0)
    let wanted = prompt.length
    for (let at: number | null = call; at !== null; ) {
      const known = kept.get(at)
      const own: RunContext['calls'][number] | undefined = calls[at]
      if (known !== undefined) prompt.set(known.subarray(0, wanted))
      if (known !== undefined || own === undefined) break
      if (wanted > own.baseLength) {
        prompt.set(own.added.slice(0, wanted - own.baseLength), own.baseLength)
        wanted = own.baseLength
      }
      at = own.baseCall
    }
    return prompt
  }

  return {
    of(call) {
      const known = kept.get(call)
      const prompt = known ?? expand(call)
      // The one that was asked for last is forgotten last.
      kept.delete(call)
      kept.set(call, prompt)
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break
        kept.delete(oldest)
      }
      return prompt
    },
  }
}
