/** What the tokens of a call cost by one source of prices. */
export interface Quote {
  readonly dollars: number
  /** Begins the sentence on where the cost comes from. */
  readonly name: string
  /** What may make the true cost another one, as far as the source knows. */
  readonly doubts: readonly string[]
  /** Whether the source prices these apart: a gap in them then matters. */
  readonly pricesApart: {
    readonly cacheRead: boolean
    readonly longCacheWrite: boolean
    readonly output: boolean
    readonly media: boolean
  }
}
