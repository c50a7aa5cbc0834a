import type { Prompt } from '../diff/step.ts'
import type { SizeOf } from './prompt-call.ts'

/** The bytes of the first blocks of prompts, without writing out what they share. */
export function createPromptSizes(sizeOf: SizeOf) {
  const sums = new Map<Prompt, readonly number[]>()

  /** The bytes of the first 0, 1, 2… blocks that a prompt adds. */
  function ownSums(prompt: Prompt): readonly number[] {
    const known = sums.get(prompt)
    if (known !== undefined) return known
    const made = [0]
    for (const block of prompt.added) made.push((made.at(-1) ?? 0) + sizeOf(block.blockKey))
    sums.set(prompt, made)
    return made
  }

  return (prompt: Prompt, length: number): number => {
    let bytes = 0
    let wanted = length
    for (let at: Prompt | null = prompt; at !== null; at = at.base) {
      bytes += ownSums(at)[Math.max(0, Math.min(wanted - at.baseLength, at.added.length))] ?? 0
      wanted = Math.min(wanted, at.baseLength)
    }
    return bytes
  }
}

export type PromptSizes = ReturnType<typeof createPromptSizes>

/** The most leading blocks that take no more than so many bytes. */
export function lengthWithin(prompt: Prompt, length: number, bytes: number, sizes: PromptSizes): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (sizes(prompt, middle) <= bytes) low = middle
    else high = middle - 1
  }
  return low
}
