import type { DiffRow, RunDiff } from '#contract/diff.ts'
import { formatNumberOf } from '../base/format-quantity.ts'
import { printableLine } from '../base/printable-text.ts'
import { changeText, foldRows, stepTitle } from '../diff/report/folded-rows.ts'
import { totalLines } from '../diff/report/total-lines.ts'
import { type Cell, renderTable } from './table.ts'
import type { Colour, Terminal } from './terminal.ts'

const contextRows = 1
const mostRows = 200
const colours: Readonly<Record<DiffRow['change'], Colour>> = {
  same: 'dim',
  changed: 'yellow',
  removed: 'red',
  added: 'green',
  moved: 'cyan',
}

/** A comparison as a terminal shows it: the answer, the figures, the steps that differ. */
export function renderDiff(terminal: Terminal, diff: RunDiff): string {
  const { left, right, similarity, ignored } = diff
  const totals = totalLines(diff).map(line => [
    { text: line.label },
    ...[line.left, line.right, line.delta].map(text => ({ text, isNumber: true })),
  ])
  const notes = ignored.map(({ rule, count }) => `${rule} ×${count}`)
  return [
    terminal.paint('bold', printableLine(diff.verdict, 2000)),
    '',
    `A ${left.runId}  ${printableLine(left.name, 60)}`,
    `B ${right.runId}  ${printableLine(right.name, 60)}`,
    `${(100 * similarity).toFixed(0)} % alike${notes.length === 0 ? '' : ` · ignored: ${notes.join(', ')}`}`,
    '',
    renderTable(terminal, ['', 'A', 'B', 'B − A'], totals),
    ...(diff.isSame ? [] : ['', renderSteps(terminal, diff)]),
  ].join('\n')
}

function renderSteps(terminal: Terminal, diff: RunDiff): string {
  const folded = foldRows(diff, contextRows)
  const rows = folded.slice(0, mostRows).map((each): Cell[] => {
    if (each.kind === 'fold') {
      return [{ text: '' }, { text: `… ${formatNumberOf(each.count, 'step')} the same`, colour: 'dim' }]
    }
    const { row, left, right } = each
    const colour = colours[row.change]
    return [
      { text: row.left === null ? '' : String(row.left + 1), isNumber: true },
      { text: printableLine(stepTitle(left), 34), colour },
      { text: row.right === null ? '' : String(row.right + 1), isNumber: true },
      { text: printableLine(stepTitle(right), 34), colour },
      { text: changeText(row), colour },
    ]
  })
  const table = renderTable(terminal, ['A', '', 'B', '', ''], rows)
  const more = folded.length - rows.length
  return more > 0 ? `${table}\n\n${formatNumberOf(more, 'more row')}; --format html shows them all.` : table
}
