/** Where in the text of a filter something stands, end excluded. */
export interface Place {
  readonly from: number
  readonly to: number
}

/** A condition; all of a filter's must hold. */
export type Term = Place & { readonly isNegated: boolean } & (
    | { readonly kind: 'words'; readonly text: string }
    /** Any of the values; part of the field unless exact. */
    | {
        readonly kind: 'texts'
        readonly field: string
        readonly values: readonly string[]
        readonly isExact: boolean
      }
    /** Nano-dollars, nanoseconds, Unix milliseconds or plain counts, by the field's kind. */
    | { readonly kind: 'range'; readonly field: string; readonly range: Range }
    | { readonly kind: 'unknown'; readonly field: string }
  )

export interface Range {
  readonly from: number | null
  readonly to: number | null
  readonly includesFrom: boolean
  readonly includesTo: boolean
}

/** Something in the text that is no condition, in a sentence. */
export interface FilterProblem extends Place {
  readonly message: string
  /** The whole text as it was probably meant. */
  readonly suggestion: string | null
}

export interface ParsedFilter {
  readonly terms: readonly Term[]
  readonly problems: readonly FilterProblem[]
}
