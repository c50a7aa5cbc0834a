/** Where a page of rows ends that are ordered by a time and a key, as `<Unix nanoseconds>-<key>`. */
export function readCursor(cursor: string | undefined): Record<string, bigint | number> {
  if (cursor === undefined) return {}
  const [, startedAt = '', key] = /^(-?\d{1,19})-(\d{1,15})$/.exec(cursor) ?? []
  const cursorNs = BigInt(startedAt)
  // A cursor nobody gave out stands before the first row.
  if (key === undefined || BigInt.asIntN(64, cursorNs) !== cursorNs) return { cursorNs: -1, cursorKey: -1 }
  return { cursorNs, cursorKey: Number(key) }
}
