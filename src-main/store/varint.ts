const MORE = 0x80

/** Numbers of up to 53 bits, seven bits a byte, the lowest first. */
export function encodeVarints(numbers: readonly number[]): Buffer {
  const bytes: number[] = []
  for (const number of numbers) {
    let rest = number
    while (rest >= MORE) {
      bytes.push((rest % MORE) | MORE)
      rest = Math.floor(rest / MORE)
    }
    bytes.push(rest)
  }
  return Buffer.from(bytes)
}

/** Reads what `encodeVarints` wrote, and the bytes between. */
export function createVarintReader(bytes: Buffer) {
  let position = 0
  function number(): number {
    let value = 0
    for (let factor = 1; ; factor *= MORE) {
      const byte = bytes[position]
      if (byte === undefined) throw new Error('A stored text ends within a number')
      position += 1
      value += (byte % MORE) * factor
      if (byte < MORE) return value
    }
  }
  return {
    number,
    bytes(length: number): Buffer {
      position += length
      return bytes.subarray(position - length, position)
    },
    rest: (): Buffer => bytes.subarray(position),
    hasMore: () => position < bytes.length,
  }
}
