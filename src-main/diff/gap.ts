/** A stretch of two sequences, ends excluded, of which nothing is decided yet. */
export interface Gap {
  readonly leftFrom: number
  readonly leftTo: number
  readonly rightFrom: number
  readonly rightTo: number
}

export function isOneSided({ leftFrom, leftTo, rightFrom, rightTo }: Gap): boolean {
  return leftFrom >= leftTo || rightFrom >= rightTo
}
