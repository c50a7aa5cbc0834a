/** Where the rows of a text begin when none holds more than `columns` characters. Looks at each character once. */
export function indexRows(text: string, columns: number): Uint32Array {
  let starts = new Uint32Array(Math.max(16, Math.ceil((text.length / columns) * 1.5)))
  let count = 1
  let start = 0

  function begin(at: number): void {
    if (count === starts.length) {
      const larger = new Uint32Array(starts.length * 2)
      larger.set(starts)
      starts = larger
    }
    starts[count] = at
    count += 1
    start = at
  }

  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === LINE_END) {
      if (at + 1 < text.length) begin(at + 1)
    } else if (at - start >= columns && !isSecondHalf(code)) begin(at)
  }
  return starts.slice(0, count)
}

/** A row without the line end that closes it. */
export function rowText(text: string, starts: Uint32Array, row: number): string {
  const start = starts[row] ?? text.length
  const end = starts[row + 1] ?? text.length
  const last = text.charCodeAt(end - 1) === LINE_END ? end - 1 : end
  return text.slice(start, Math.max(start, last))
}

/** The row that holds a character. */
export function rowAt(starts: Uint32Array, offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const LINE_END = 10

/** Of a character outside the basic plane, which is not parted. */
function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
