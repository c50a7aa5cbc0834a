import { UsageError } from './command.ts'

const MS_PER: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** "7d" is seven days ago; a date or a time stays as it is. */
export function sinceText(text: string, nowMs: number): string {
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  if (count !== undefined) return new Date(nowMs - Number(count) * (MS_PER[unit] ?? 0)).toISOString()
  if (/^\d{4}-\d\d-\d\d/.test(text)) return text
  throw new UsageError(`--since takes a time like 7d, 12h, 30m or 2026-01-31, not "${text}".`)
}
