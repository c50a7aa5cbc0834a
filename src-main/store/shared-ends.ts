/** A few equal brackets are worth less than a text between them that stays whole. */
const MIN_SUFFIX_LENGTH = 128

/** How many bytes two values share at their beginning and, of the rest, at their end. */
export function sharedEnds(base: Buffer, value: Buffer): { prefixLength: number; suffixLength: number } {
  const prefixLength = sharedPrefix(base, value)
  const limit = Math.min(base.length, value.length) - prefixLength
  let suffixLength = 0
  while (
    suffixLength < limit &&
    base[base.length - 1 - suffixLength] === value[value.length - 1 - suffixLength]
  ) {
    suffixLength += 1
  }
  return { prefixLength, suffixLength: suffixLength < MIN_SUFFIX_LENGTH ? 0 : suffixLength }
}

/** Halving on whole-range comparisons: the work is done by memcmp, not by a loop over bytes. */
function sharedPrefix(left: Buffer, right: Buffer): number {
  let equal = 0
  let length = Math.min(left.length, right.length)
  while (length > 0) {
    const step = Math.ceil(length / 2)
    if (left.compare(right, equal, equal + step, equal, equal + step) === 0) {
      equal += step
      length -= step
    } else if (step === 1) {
      return equal
    } else {
      length = step
    }
  }
  return equal
}
