import type { ContextBlock, ContextCall } from '#contract/context.ts'
import type { Figure } from '#contract/figure.ts'
import { blocksOf } from '../diff/identities.ts'
import type { PlacedBlock, Prompt } from '../diff/step.ts'
import { lengthOf, type PromptCall, type SizeOf } from './prompt-call.ts'
import { createPromptSizes, lengthWithin, type PromptSizes } from './prompt-sizes.ts'

/** A tokenizer does not cut where bytes are cut: a block that fits all but for this much is cached all the same. */
const SLACK = 1.03

export interface ContextMap {
  readonly blocks: readonly ContextBlock[]
  readonly calls: readonly ContextCall[]
  readonly sizes: PromptSizes
  /** Where a block stands in the list of blocks. */
  readonly placeOf: (blockKey: number) => number
}

/** Every prompt of a run, each as what it adds to an earlier one, and every block once. */
export function contextMap(
  promptCalls: readonly PromptCall[],
  sizeOf: SizeOf,
  sourceOf: (block: PlacedBlock) => string | null,
): ContextMap {
  const sizes = createPromptSizes(sizeOf)
  const blocks: ContextBlock[] = []
  const places = new Map<number, number>()
  const callOfPrompt = new Map<Prompt, number>()

  function place(block: PlacedBlock, call: number, tokensPerByte: Figure): number {
    const known = places.get(block.blockKey)
    if (known !== undefined) return known
    const sizeBytes = sizeOf(block.blockKey)
    const { blockId, kind, section, role, name } = block
    blocks.push({
      ...{ blockId, kind, section, role, name, sizeBytes },
      tokens: shareOf(tokensPerByte, sizeBytes),
      firstCall: call,
      calls: 0,
      sourceSpanId: sourceOf(block),
    })
    places.set(block.blockKey, blocks.length - 1)
    return blocks.length - 1
  }

  const calls = promptCalls.map((call, index): ContextCall => {
    const { prompt, usage, span } = call
    const promptLength = lengthOf(prompt)
    const promptBytes = sizes(prompt, promptLength)
    const perByte = ratio(usage.input, promptBytes)
    const baseCall = prompt.base === null ? undefined : callOfPrompt.get(prompt.base)
    // A prompt whose base no call has any more is written out.
    const own = baseCall === undefined ? blocksOf(prompt) : prompt.added
    if (!callOfPrompt.has(prompt)) callOfPrompt.set(prompt, index)
    const answerBytes = call.answer.reduce((sum, block) => sum + sizeOf(block.blockKey), 0)
    return {
      spanId: span.spanId,
      startNs: span.startNs,
      model: span.model,
      agentName: span.agentName,
      baseCall: baseCall ?? null,
      baseLength: baseCall === undefined ? 0 : prompt.baseLength,
      added: own.map(block => place(block, index, perByte)),
      answer: call.answer.map(block => place(block, index, ratio(usage.output, answerBytes))),
      promptLength,
      promptBytes,
      input: usage.input,
      cacheRead: usage.cacheRead,
      output: usage.output,
      cost: span.cost,
      cachedLength: cachedLength(call, promptLength, promptBytes, sizes),
    }
  })
  return {
    blocks: countCalls(blocks, calls),
    calls,
    sizes,
    placeOf: blockKey => places.get(blockKey) ?? -1,
  }
}

function cachedLength(
  { prompt, usage }: PromptCall,
  length: number,
  bytes: number,
  sizes: PromptSizes,
): number | null {
  const { cacheRead, input } = usage
  if (cacheRead.confidence === 'unknown' || input.confidence === 'unknown' || input.value === 0) return null
  return lengthWithin(prompt, length, bytes * Math.min(1, (SLACK * cacheRead.value) / input.value), sizes)
}

function ratio(tokens: Figure, bytes: number): Figure {
  if (tokens.confidence === 'unknown' || bytes === 0) return { confidence: 'unknown' }
  return { confidence: 'estimated', value: tokens.value / bytes }
}

function shareOf(tokensPerByte: Figure, sizeBytes: number): Figure {
  if (tokensPerByte.confidence === 'unknown') return tokensPerByte
  return { confidence: 'estimated', value: Math.round(tokensPerByte.value * sizeBytes) }
}

/** How many prompts carry each block: those that add it, and those that begin with theirs far enough. */
function countCalls(blocks: readonly ContextBlock[], calls: readonly ContextCall[]): ContextBlock[] {
  const counts = new Int32Array(blocks.length)
  // From the last to the first: a prompt carries as much of its own as the furthest reaching prompts built on it, each counted.
  const carried = calls.map(call => new Int32Array(call.added.length + 1))
  for (const [index, call] of [...calls.entries()].toReversed()) {
    const own = carried[index]
    if (own === undefined) continue
    own[call.added.length] = (own[call.added.length] ?? 0) + 1
    let carrying = 0
    for (let length = call.added.length; length >= 0; length -= 1) {
      carrying += own[length] ?? 0
      if (length > 0) count(counts, call.added[length - 1], carrying)
    }
    passOn(calls, carried, call, carrying)
  }
  return blocks.map((block, index) => ({
    ...block,
    calls: Math.min(counts[index] ?? 0, calls.length - block.firstCall),
  }))
}

function count(counts: Int32Array, block: number | undefined, calls: number): void {
  if (block !== undefined) counts[block] = (counts[block] ?? 0) + calls
}

/** Tells the prompt that this one begins with, or the one before that, how far it is carried and by how many. */
function passOn(
  calls: readonly ContextCall[],
  carried: readonly Int32Array[],
  { baseCall, baseLength }: ContextCall,
  carrying: number,
): void {
  let at = baseCall
  const wanted = baseLength
  while (at !== null) {
    const base = calls[at]
    const own = carried[at]
    if (base === undefined || own === undefined) return
    const length = wanted - base.baseLength
    if (length >= 0) {
      const reach = Math.min(length, base.added.length)
      own[reach] = (own[reach] ?? 0) + carrying
      return
    }
    at = base.baseCall
  }
}
