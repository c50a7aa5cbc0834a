const SECOND_NS = 1e9
const MINUTE_NS = 60 * SECOND_NS
const HOUR_NS = 60 * MINUTE_NS

/** Three significant digits and a unit: "840 µs", "1.24 s", "3m 05s", "2h 10m". */
export function formatDuration(durationNs: number): string {
  if (durationNs < 0) return `−${formatDuration(-durationNs)}`
  if (durationNs < 1e3) return `${Math.round(durationNs)} ns`
  if (durationNs < 999_500) return `${threeDigits(durationNs / 1e3)} µs`
  if (durationNs < 999_500_000) return `${threeDigits(durationNs / 1e6)} ms`
  if (durationNs < 59.95 * SECOND_NS) return `${threeDigits(durationNs / SECOND_NS)} s`
  if (durationNs < HOUR_NS - SECOND_NS / 2) return pair(durationNs, MINUTE_NS, 'm', SECOND_NS, 's')
  return pair(durationNs, HOUR_NS, 'h', MINUTE_NS, 'm')
}

function threeDigits(value: number): string {
  return value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0)
}

function pair(durationNs: number, largeNs: number, large: string, smallNs: number, small: string): string {
  const smalls = Math.round(durationNs / smallNs)
  const perLarge = largeNs / smallNs
  return `${Math.floor(smalls / perLarge)}${large} ${String(smalls % perLarge).padStart(2, '0')}${small}`
}
