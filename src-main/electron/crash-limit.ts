/** Says whether a page that died may be loaded again: not when it died `limit` times within the period. */
export function createCrashLimit(limit: number, periodMs: number): (nowMs: number) => boolean {
  let crashesMs: readonly number[] = []
  return nowMs => {
    crashesMs = [...crashesMs.filter(crashMs => nowMs - crashMs < periodMs), nowMs]
    return crashesMs.length < limit
  }
}
