/** Unix nanoseconds as decimal text, which do not fit a number, to Unix milliseconds. */
export function toMilliseconds(unixNs: string): number {
  return Number(unixNs.slice(0, -6) || '0')
}

const AGES = [
  [60, 1, 's'],
  [3600, 60, 'm'],
  [86_400, 3600, 'h'],
  [7 * 86_400, 86_400, 'd'],
] as const

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const exact = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** "just now", "42s ago", "3h ago", and the date once it is more than a week. */
export function formatAge(unixMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - unixMs) / 1000)
  if (seconds < 5) return seconds < -60 ? formatDay(unixMs, nowMs) : 'just now'
  for (const [below, unitSeconds, unit] of AGES) {
    if (seconds < below) return `${Math.floor(seconds / unitSeconds)}${unit} ago`
  }
  return formatDay(unixMs, nowMs)
}

/** "23 Dec", with the year when it is another. */
function formatDay(unixMs: number, nowMs: number): string {
  const day = new Date(unixMs)
  const year = day.getFullYear() === new Date(nowMs).getFullYear() ? '' : ` ${day.getFullYear()}`
  return `${day.getDate()} ${MONTHS[day.getMonth()]}${year}`
}

export function formatExactTime(unixMs: number): string {
  return exact.format(unixMs)
}
