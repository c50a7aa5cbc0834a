/** A bar of DESIGN: what the figure, or its ratio to the limit, is held to. */
export interface Bar {
  readonly of: 'value' | 'ratio'
  readonly is: 'at-least' | 'at-most'
  readonly bound: number
}

/** What was measured in the same run and cannot be beaten, or is to be beaten. */
export interface Limit {
  readonly what: string
  readonly value: number
}

/** A line of the table. */
export interface Row {
  readonly scenario: string
  readonly figure: string
  readonly value: number
  readonly unit: Unit
  /** The same measurement in another unit, as text. */
  readonly also?: string
  readonly limit?: Limit
  readonly bar?: Bar
}

export type Unit = 'fps' | 'spans/s' | 'MB/s' | 'ms' | '×' | 'MB' | 'MB/min' | '%' | '/s'

export function ratioOf({ value, limit }: Row): number | undefined {
  return limit === undefined || limit.value === 0 ? undefined : value / limit.value
}

export function isMet(row: Row): boolean | undefined {
  const { bar } = row
  if (bar === undefined) return undefined
  const held = bar.of === 'value' ? row.value : ratioOf(row)
  if (held === undefined) return undefined
  return bar.is === 'at-least' ? held >= bar.bound : held <= bar.bound
}

export const ratioAtLeast = (bound: number): Bar => ({ of: 'ratio', is: 'at-least', bound })
export const ratioAtMost = (bound: number): Bar => ({ of: 'ratio', is: 'at-most', bound })
export const atLeast = (bound: number): Bar => ({ of: 'value', is: 'at-least', bound })
export const atMost = (bound: number): Bar => ({ of: 'value', is: 'at-most', bound })
