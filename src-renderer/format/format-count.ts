const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** 1234567 → "1,234,567". */
export function formatCount(count: number): string {
  return whole.format(count)
}

/** 1234567 → "1.23M": at most four characters and a unit, for columns. */
export function formatShortCount(count: number): string {
  if (Math.abs(count) < 10_000) return formatCount(count)
  const [divisor, unit] =
    Math.abs(count) < 999_500 ? [1e3, 'k'] : Math.abs(count) < 999_500_000 ? [1e6, 'M'] : [1e9, 'G']
  return `${shorten(count / divisor)}${unit}`
}

/** "1 span", "2 spans". */
export function formatNumberOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}

function shorten(value: number): string {
  return value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0)
}
