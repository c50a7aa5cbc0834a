import type { Call, CallBlock } from '#contract/call.ts'

const carriedOverAtMost = 200

/** A call with what is new first; what earlier calls carried already is only hinted at. */
export function withNewFirst(call: Call): Call {
  const fresh = call.blocks.filter(isFresh)
  const carriedOver = call.blocks.filter(each => !isFresh(each)).map(hint)
  return { ...call, blocks: [...fresh, ...carriedOver] }
}

export function isFresh({ isNew, section }: CallBlock): boolean {
  return isNew || section === 'output'
}

function hint(placed: CallBlock): CallBlock {
  const { block } = placed
  if (block.text.length <= carriedOverAtMost) return placed
  return { ...placed, block: { ...block, text: block.text.slice(0, carriedOverAtMost), isCut: true } }
}
