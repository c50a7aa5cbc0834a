import type { CacheBreak } from '#contract/context.ts'
import type { Figure } from '#contract/figure.ts'
import { blocksOf } from '../diff/identities.ts'
import type { PlacedBlock, TextOf } from '../diff/step.ts'
import type { ContextMap } from './context-map.ts'
import { lengthOf, type PromptCall, type SizeOf } from './prompt-call.ts'

/** A prompt that shares less than this of the one before it belongs to another conversation. */
const LEAST_SHARED = 0.5
/** A provider that read this much from its cache was not disturbed. */
const MOSTLY_CACHED = 0.9

export interface BreakTools {
  readonly sizeOf: SizeOf
  readonly textOf: TextOf
  /** What tokens cost more because they were not read from the cache. */
  readonly costOfLosing: (call: PromptCall, tokens: number) => Figure
}

/** Each call whose prompt changes within what the call before it had already sent. */
export function cacheBreaks(calls: readonly PromptCall[], map: ContextMap, tools: BreakTools): CacheBreak[] {
  const lastOfLane = new Map<string, number>()
  return calls.flatMap((call, index): CacheBreak[] => {
    const lane = `${call.span.model ?? ''}\0${call.span.agentName ?? ''}`
    const previousCall = lastOfLane.get(lane)
    lastOfLane.set(lane, index)
    const previous = previousCall === undefined ? undefined : calls[previousCall]
    if (previous === undefined || previousCall === undefined) return []
    if (goesOn(previous, call) || isMostlyCached(call)) return []
    return findBreak({ call, index, previous, previousCall }, map, tools)
  })
}

function goesOn(previous: PromptCall, { prompt }: PromptCall): boolean {
  const isExtended = prompt.base === previous.prompt && prompt.baseLength === lengthOf(previous.prompt)
  return isExtended || prompt === previous.prompt
}

function isMostlyCached({ usage: { cacheRead, input } }: PromptCall): boolean {
  if (cacheRead.confidence === 'unknown' || input.confidence === 'unknown') return false
  return input.value > 0 && cacheRead.value / input.value >= MOSTLY_CACHED
}

interface Neighbours {
  readonly call: PromptCall
  readonly index: number
  readonly previous: PromptCall
  readonly previousCall: number
}

function findBreak(
  { call, index, previous, previousCall }: Neighbours,
  map: ContextMap,
  tools: BreakTools,
): CacheBreak[] {
  const before = blocksOf(previous.prompt)
  const now = blocksOf(call.prompt)
  const position = firstDifference(before, now)
  if (position >= before.length) return []
  const kept = new Set(now.slice(position).map(block => block.blockKey))
  const lost = before.slice(position).filter(block => kept.has(block.blockKey))
  if ((position + lost.length) / before.length < LEAST_SHARED) return []
  const lostTokens = tokensOf(lost, call, map, tools.sizeOf)
  const cost = lostTokens.confidence === 'unknown' ? lostTokens : tools.costOfLosing(call, lostTokens.value)
  const [block, previousBlock] = [now[position], before[position]]
  return [
    {
      call: index,
      previousCall,
      position,
      block: block === undefined ? null : map.placeOf(block.blockKey),
      previousBlock: previousBlock === undefined ? null : map.placeOf(previousBlock.blockKey),
      byteOffset:
        block && previousBlock
          ? sharedBytes(tools.textOf(previousBlock.blockKey), tools.textOf(block.blockKey))
          : 0,
      lostTokens,
      cost,
    },
  ]
}

function firstDifference(left: readonly PlacedBlock[], right: readonly PlacedBlock[]): number {
  const index = left.findIndex((block, at) => block.blockKey !== right[at]?.blockKey)
  return index < 0 ? left.length : index
}

function tokensOf(blocks: readonly PlacedBlock[], call: PromptCall, map: ContextMap, sizeOf: SizeOf): Figure {
  const bytes = map.sizes(call.prompt, lengthOf(call.prompt))
  const { input } = call.usage
  if (input.confidence === 'unknown' || bytes === 0) return { confidence: 'unknown' }
  const lostBytes = blocks.reduce((sum, block) => sum + sizeOf(block.blockKey), 0)
  return { confidence: 'estimated', value: Math.round((input.value * lostBytes) / bytes) }
}

function sharedBytes(left: string, right: string): number {
  let length = 0
  while (length < left.length && left.charCodeAt(length) === right.charCodeAt(length)) length += 1
  return Buffer.byteLength(left.slice(0, length))
}
