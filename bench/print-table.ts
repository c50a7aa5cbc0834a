import { isMet, type Row, ratioOf } from './row.ts'

const HEADS = ['FIGURE', 'MEASURED', 'LIMIT OF THIS RUN', 'RATIO', 'BAR', '']

/** The rows as aligned text. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [HEADS, ...rows.map(cellsOf)]
  const widths = HEADS.map((_, column) => Math.max(...cells.map(row => (row[column] ?? '').length)))
  return cells
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function cellsOf(row: Row): string[] {
  const ratio = ratioOf(row)
  const met = isMet(row)
  return [
    `${row.scenario}: ${row.figure}`,
    `${formatValue(row.value)} ${row.unit}${row.also === undefined ? '' : ` · ${row.also}`}`,
    row.limit === undefined ? '–' : `${formatValue(row.limit.value)} ${row.limit.what}`,
    ratio === undefined ? '–' : `${formatValue(ratio)} ×`,
    barText(row),
    met === undefined ? '' : met ? 'met' : 'MISSED',
  ]
}

function barText({ bar, unit }: Row): string {
  if (bar === undefined) return '–'
  return `${bar.is === 'at-least' ? '≥' : '≤'} ${formatValue(bar.bound)} ${bar.of === 'ratio' ? '×' : unit}`
}

/** Three figures that count; more would claim an exactness that a shared machine has not. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3
  return Number(value.toPrecision(Math.abs(value) < 1 ? 2 : 3)).toLocaleString('en', {
    maximumFractionDigits: digits,
  })
}
