const NS_PER_MS = 1_000_000

/** Unix time in nanoseconds, and never the same twice: what began first also stands first. */
export function createSpanClock(): () => bigint {
  const startedNs = BigInt(Date.now()) * BigInt(NS_PER_MS)
  const startedMs = performance.now()
  let last = 0n
  return () => {
    const now = startedNs + BigInt(Math.round((performance.now() - startedMs) * NS_PER_MS))
    last = now > last ? now : last + 1000n
    return last
  }
}
