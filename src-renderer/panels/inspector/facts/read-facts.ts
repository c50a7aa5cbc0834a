import type { Call, CallBlock } from '#contract/call.ts'
import type { ContextBlock, RunContext } from '#contract/context.ts'
import type { Figure, Total } from '#contract/figure.ts'

/** What is known of a block beside its text. */
export interface BlockFacts {
  /** Its share of the tokens of the first call that carries it. */
  readonly tokens: Figure
  /** The call that carries it first, when that is an earlier one. */
  readonly sinceSpanId: string | null
  /** How many calls ago that was. */
  readonly ageCalls: number
  /** How many calls of the run carry it. */
  readonly carriedBy: number
  /** The span whose answer or result it is. */
  readonly sourceSpanId: string | null
  /** Whether the provider read it from its cache in this call; null when nothing was told. */
  readonly isCached: boolean | null
}

export type FactsOf = (callBlock: CallBlock) => BlockFacts | undefined

export const NO_FACTS: FactsOf = () => undefined

/** The facts of a call's blocks, from the map of all prompts of its run. */
export function readFacts(context: RunContext, call: Pick<Call, 'spanId' | 'blocks'>): FactsOf {
  const place = context.calls.findIndex(each => each.spanId === call.spanId)
  const prompt = context.calls[place]
  if (prompt === undefined) return NO_FACTS
  const wanted = new Set(call.blocks.map(({ block }) => block.blockId))
  const known = new Map<string, ContextBlock>()
  for (const block of context.blocks) if (wanted.has(block.blockId)) known.set(block.blockId, block)
  const positions = new Map(
    call.blocks.filter(({ section }) => section !== 'output').map((callBlock, index) => [callBlock, index]),
  )
  return callBlock => {
    const block = known.get(callBlock.block.blockId)
    if (block === undefined) return undefined
    const position = positions.get(callBlock)
    // An answer that repeats an earlier one was not sent.
    const isEarlier = callBlock.section !== 'output' && block.firstCall < place
    return {
      tokens: block.tokens,
      sinceSpanId: isEarlier ? (context.calls[block.firstCall]?.spanId ?? null) : null,
      ageCalls: isEarlier ? place - block.firstCall : 0,
      carriedBy: block.calls,
      sourceSpanId: block.sourceSpanId === call.spanId ? null : block.sourceSpanId,
      isCached:
        position === undefined || prompt.cachedLength === null ? null : position < prompt.cachedLength,
    }
  }
}

/** The tokens of several blocks. What has none known is counted as missing, not as nothing. */
export function sumTokens(facts: readonly (BlockFacts | undefined)[]): Total {
  let value = 0
  let missing = 0
  for (const each of facts) {
    if (each === undefined || each.tokens.confidence === 'unknown') missing += 1
    else value += each.tokens.value
  }
  const sum: Figure =
    missing === facts.length ? { confidence: 'unknown' } : { confidence: 'estimated', value }
  return { sum, missing }
}

export type CacheState = 'cached' | 'partly cached' | 'not cached' | 'not told'

export function cacheState(facts: readonly (BlockFacts | undefined)[]): CacheState {
  const told = facts.flatMap(each => (each === undefined || each.isCached === null ? [] : [each.isCached]))
  if (told.length === 0) return 'not told'
  if (told.every(isCached => isCached)) return 'cached'
  return told.some(isCached => isCached) ? 'partly cached' : 'not cached'
}
