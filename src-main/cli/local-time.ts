/** Unix nanoseconds as decimal text → "2026-09-21 14:13:20" in the user's time zone. */
export function localTime(unixNs: string): string {
  return localTimeOfMs(Number(BigInt(unixNs) / 1_000_000n))
}

/** Unix milliseconds, shown the same way. Without Intl, whose data takes longer to load than a short command runs. */
export function localTimeOfMs(unixMs: number): string {
  const time = new Date(unixMs)
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
