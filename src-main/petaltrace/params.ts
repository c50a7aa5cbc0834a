import { z } from 'zod'
import type { RunStatusWord } from './words.ts'

const UNITS_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const STATUS_WORDS: readonly RunStatusWord[] = ['running', 'completed', 'failed', 'cancelled']

const AGO = /^(?:\d+[smhd])+$/

/** A time as RFC 3339, or how long ago, in Unix milliseconds. Days count too, which PetalTrace's tools forget. */
export function timeMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  return AGO.test(text) ? Date.now() - agoMs(text) : Date.parse(text)
}

function agoMs(text: string): number {
  return [...text.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS],
    0,
  )
}

/** Ids of runs as PetalTrace makes them of trace ids, or as they are. */
export const runId = z
  .string()
  .transform(text =>
    text
      .replace(/^trace-/, '')
      .replaceAll('-', '')
      .toLowerCase(),
  )
  .pipe(z.string().regex(/^[0-9a-f]{32}$/, 'a run id is 32 hex digits'))
export const spanId = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{16}$/, 'a span id is 16 hex digits')
export const since = z
  .string()
  .refine(text => Number.isFinite(timeMs(text)), 'a time is RFC 3339 or how long ago, such as 24h or 7d')
  .optional()
  .describe('RFC 3339, or how long ago: 24h, 7d')
export const workflow = z.string().min(1).optional().describe('Part of a run, service, agent or model name')
export const status = z.enum(STATUS_WORDS).optional()
export const cursor = z.string().optional().describe('The cursor of an earlier answer')
export const groupBy = z.enum(['workflow', 'provider', 'model'])
export type GroupBy = z.infer<typeof groupBy>

export function limit(fallback: number, most: number) {
  return z.coerce.number().int().min(1).max(most).default(fallback)
}

/** Without a value it counts as said, as clients of both doors expect. */
export function flag(fallback: boolean) {
  return z.union([z.boolean(), z.stringbool()]).default(fallback)
}
