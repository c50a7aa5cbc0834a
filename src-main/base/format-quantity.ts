const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB']

/** 1234567 → "1,234,567". Without Intl, whose data takes longer to load than a short command runs. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** "1 span", "2 spans". */
export function formatNumberOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}

/** 1234567 → "1.2M", for columns. */
export function formatShortCount(count: number): string {
  if (count < 10_000) return formatCount(count)
  return count < 999_500 ? `${shorten(count / 1e3)}k` : `${shorten(count / 1e6)}M`
}

/** 1536 → "1.5 kB". */
export function formatBytes(sizeBytes: number): string {
  const unit = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3))
  return unit === 0 ? `${sizeBytes} B` : `${shorten(sizeBytes / 1000 ** unit)} ${byteUnits[unit]}`
}

/** "840 µs", "1.2 s", "3m 05s", "2h 10m". */
export function formatDuration(durationNs: number): string {
  const seconds = Math.round(durationNs / 1e9)
  if (durationNs < 999_500) return `${Math.round(durationNs / 1e3)} µs`
  if (durationNs < 999_500_000) return `${shorten(durationNs / 1e6)} ms`
  if (durationNs < 59.95e9) return `${shorten(durationNs / 1e9)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${twoDigits(seconds % 60)}s`
  return `${Math.floor(seconds / 3600)}h ${twoDigits(Math.floor((seconds % 3600) / 60))}m`
}

/** Nano-dollars → "$0.0043": two digits that say something, however small the sum. */
export function formatDollars(nanoDollars: number): string {
  const dollars = nanoDollars / 1e9
  if (dollars === 0) return '$0'
  if (Math.abs(dollars) >= 0.1) return `$${dollars.toFixed(2)}`
  return `$${dollars.toFixed(Math.min(9, 1 - Math.floor(Math.log10(Math.abs(dollars)))))}`
}

function shorten(value: number): string {
  return value < 9.95 ? value.toFixed(1) : value.toFixed(0)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
