import type { Colour, Terminal } from './terminal.ts'

export interface Cell {
  readonly text: string
  readonly colour?: Colour
  /** Numbers line up at their end. */
  readonly isNumber?: boolean
}

/** Rows under their heads, each column as wide as its widest cell. */
export function renderTable(
  terminal: Terminal,
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map(row => row[column]?.text.length ?? 0)),
  )
  const isNumber = heads.map((_, column) => rows.some(row => row[column]?.isNumber === true))
  const line = (cells: readonly Cell[]): string =>
    cells
      .map(({ text, colour }, column) => {
        const width = widths[column] ?? 0
        const padded = isNumber[column] ? text.padStart(width) : text.padEnd(width)
        return colour === undefined ? padded : terminal.paint(colour, padded)
      })
      .join('  ')
      .trimEnd()
  return [line(heads.map(text => ({ text, colour: 'dim' }))), ...rows.map(line)].join('\n')
}
