/** Unix nanoseconds as decimal text → "2026-09-21 14:13:20" in the user's time zone. */
export function localTime(unixNs: string): string {
  return new Date(Number(BigInt(unixNs) / 1_000_000n)).toLocaleString('sv-SE')
}

/** Unix milliseconds, shown the same way. */
export function localTimeOfMs(unixMs: number): string {
  return new Date(unixMs).toLocaleString('sv-SE')
}
