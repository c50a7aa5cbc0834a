const textAtMost = 20_000

export interface Compacted {
  readonly value: unknown
  readonly isCut: boolean
}

/** The same facts in fewer tokens: without nulls, empty lists and unknown figures, and long texts cut. */
export function compact(value: unknown): Compacted {
  let isCut = false

  function walk(each: unknown): unknown {
    if (typeof each === 'string') return cut(each)
    if (Array.isArray(each)) return each.map(walk)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(
      Object.entries(each)
        .filter(([, member]) => !saysNothing(member))
        .map(([key, member]) => [key, walk(member)]),
    )
  }

  function cut(text: string): string {
    if (text.length <= textAtMost) return text
    isCut = true
    return `${text.slice(0, textAtMost)}…`
  }

  return { value: walk(value), isCut }
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && 'confidence' in value && value.confidence === 'unknown'
}
