import type { CaptureMode, RuleCount, Withheld } from '#contract/redaction.ts'
import type { LedgerEntry } from '#contract/run.ts'
import type { ReadableDatabase } from './database.ts'

interface WithheldRow extends Omit<Withheld, 'redactions'> {
  readonly redactions: string
}

interface ModeRow {
  readonly captureMode: CaptureMode
  readonly spans: number
}

export function createWithheldQueries(db: ReadableDatabase) {
  const select = db.prepare<[number], WithheldRow>(/* sql */ `
    select redactions, capture_mode as captureMode, left_out_values as leftOutValues,
      left_out_bytes as leftOutBytes
    from span_withheld where span_key = ?
  `)
  const countRules = db.prepare<[number], RuleCount>(/* sql */ `
    select json_each.key as name, sum(json_each.value) as count
    from span_withheld join json_each(redactions) where run_key = ? group by 1 order by 2 desc, 1
  `)
  const countModes = db.prepare<[number], ModeRow>(/* sql */ `
    select capture_mode as captureMode, count(*) as spans from span_withheld
    where run_key = ? and capture_mode is not null group by 1
  `)
  const selectLastRuns = db
    .prepare<[number], string>('select lower(hex(trace_id)) from runs order by run_key desc limit ?')
    .pluck()
  return {
    /** The runs that were new last: what rules are tried on. */
    lastRunIds: (limit: number): string[] => selectLastRuns.all(limit),
    ofSpan(spanKey: number): Withheld | null {
      const row = select.get(spanKey)
      if (row === undefined) return null
      const redactions = Object.entries<number>(JSON.parse(row.redactions))
      return { ...row, redactions: redactions.map(([name, count]) => ({ name, count })) }
    },
    /** What a run has to tell of it. */
    ledgerOf(runKey: number): LedgerEntry[] {
      const rules = countRules.all(runKey)
      const redacted = rules.reduce((sum, rule) => sum + rule.count, 0)
      const modes = countModes.all(runKey).map(
        ({ captureMode, spans }): LedgerEntry => ({
          gap: 'left-out-by-capture-mode',
          count: spans,
          about: [captureMode],
        }),
      )
      if (redacted === 0) return modes
      return [...modes, { gap: 'redacted', count: redacted, about: rules.map(rule => rule.name) }]
    },
  }
}
