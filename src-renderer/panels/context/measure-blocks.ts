import type { ContextBlock, RunContext } from '#contract/context.ts'

/** How tall blocks and prompts are drawn. */
export interface Measures {
  /** Bytes where no call says how many tokens it took. */
  readonly unit: 'tokens' | 'bytes'
  readonly ofBlock: (block: number) => number
  /** By call. */
  readonly ofPrompts: Float64Array
}

/** A block whose tokens nobody knows is as tall as its bytes would be on the run's average. */
export function measureBlocks({ blocks, calls }: RunContext): Measures {
  const perByte = tokensPerByte(blocks)
  const heights = Float64Array.from(blocks, block =>
    block.tokens.confidence === 'unknown' ? block.sizeBytes * (perByte ?? 1) : block.tokens.value,
  )
  const ofBlock = (block: number) => heights[block] ?? 0
  const ofPrompts = new Float64Array(calls.length)
  for (const [index, call] of calls.entries()) {
    const own = call.added.reduce((sum, block) => sum + ofBlock(block), 0)
    ofPrompts[index] = own + heightOfBase(calls, index, ofPrompts, ofBlock)
  }
  return { unit: perByte === undefined ? 'bytes' : 'tokens', ofBlock, ofPrompts }
}

function tokensPerByte(blocks: readonly ContextBlock[]): number | undefined {
  let tokens = 0
  let bytes = 0
  for (const block of blocks) {
    if (block.tokens.confidence === 'unknown') continue
    tokens += block.tokens.value
    bytes += block.sizeBytes
  }
  return bytes === 0 ? undefined : tokens / bytes
}

/** Of what a call begins with: mostly all of another prompt, and else what is left when its end is taken off. */
function heightOfBase(
  calls: RunContext['calls'],
  call: number,
  ofPrompts: Float64Array,
  ofBlock: (block: number) => number,
): number {
  let at = calls[call]?.baseCall ?? null
  const wanted = calls[call]?.baseLength ?? 0
  let height = at === null ? 0 : (ofPrompts[at] ?? 0)
  while (at !== null) {
    const base = calls[at]
    if (base === undefined) return height
    const kept = Math.max(0, wanted - base.baseLength)
    for (const block of base.added.slice(kept)) height -= ofBlock(block)
    if (wanted >= base.baseLength) return height
    at = base.baseCall
  }
  return height
}
