import type { FieldKind } from './field.ts'

const SCALES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 }
const NANOSECONDS: Readonly<Record<string, number>> = {
  '': 1e9,
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 86_400e9,
  w: 7 * 86_400e9,
}
const NANOSECONDS_PER_MILLISECOND = 1e6

/** The number a value stands for, in the unit of its field's kind; undefined when it stands for none. */
export function readValue(kind: FieldKind, value: string, nowMs: number): number | undefined {
  switch (kind) {
    case 'count':
      return withUnit(value, SCALES)
    case 'dollars':
      return scaled(withUnit(value.replace(/^\$/, ''), { '': 1, c: 0.01, m: 1e6, k: 1e3 }), 1e9)
    case 'duration':
      return withUnit(value, NANOSECONDS)
    case 'time':
      return readTime(value, nowMs)
    case 'text':
    case 'choice':
      return undefined
  }
}

/** What to write, for whoever wrote something else. */
export const valueExamples: Readonly<Record<FieldKind, string>> = {
  count: 'a number such as 500, 10k or 1.5M',
  dollars: 'dollars such as 0.05 or 2, or unknown',
  duration: 'a time such as 500ms, 10s or 5m',
  time: 'a time such as 2h, 7d, today, 2026-11-20 or 2026-11-20T10:00',
  text: 'a text',
  choice: 'one of its values',
}

function withUnit(value: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?|\.\d+)([a-zµ]*)$/i.exec(value) ?? []
  return digits === undefined ? undefined : scaled(units[unit.toLowerCase()], Number(digits))
}

function scaled(factor: number | undefined, value: number): number | undefined {
  return factor === undefined ? undefined : factor * value
}

/** A length of time is that long ago; a date is its first moment on this machine's clock. */
function readTime(value: string, nowMs: number): number | undefined {
  const now = new Date(nowMs)
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  if (value === 'today') return today
  if (value === 'yesterday') return today - 86_400_000
  const ago = /[a-z]$/i.test(value) ? withUnit(value, NANOSECONDS) : undefined
  if (ago !== undefined) return nowMs - ago / NANOSECONDS_PER_MILLISECOND
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?Z?$/.test(value)) return undefined
  const time = new Date(value.length === 10 ? `${value}T00:00` : value).getTime()
  return Number.isNaN(time) ? undefined : time
}
