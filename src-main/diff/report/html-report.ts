import type { RunDiff } from '#contract/diff.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import { stepNumber } from '../words.ts'
import { type ChangedText, patchLines } from './changed-texts.ts'
import { changeText, type FoldedRow, foldRows, stepTitle } from './folded-rows.ts'
import { totalLines } from './total-lines.ts'

const CONTEXT_ROWS = 2
const MOST_ROWS = 5000

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --added: #2da44e33; --removed: #cf222e2b; --changed: #bf870033 }
body { font: 14px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 2rem }
.verdict { font-size: 1.1rem; font-weight: 600; border-left: 4px solid; padding-left: .8rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
td, th { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
td.number { text-align: right }
tr.added td, .line.added { background: var(--added) } tr.removed td, .line.removed { background: var(--removed) }
tr.changed td, tr.moved td { background: var(--changed) } tr.consequence td { opacity: .7 } tr.fold td, .line.fold { opacity: .6 }
pre { border: 1px solid var(--line); overflow-x: auto; padding: .5rem 0 } .line { display: block; padding: 0 .7rem; white-space: pre-wrap; overflow-wrap: anywhere }
`

/** A comparison as one file that needs nothing else: no script, no address, and recorded text only as text. */
export function htmlReport(diff: RunDiff, texts: readonly ChangedText[]): string {
  const { left, right, verdict, similarity } = diff
  const totals = totalLines(diff).map(
    line =>
      `<tr><th>${escaped(line.label)}</th>${[line.left, line.right, line.delta].map(text => `<td class="number">${escaped(text)}</td>`).join('')}</tr>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(left.name)} and ${escaped(right.name)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(left.name)} (A) and ${escaped(right.name)} (B)</h1>
<p class="verdict">${escaped(verdict)}</p>
<p>A: <code>${escaped(left.runId)}</code> · B: <code>${escaped(right.runId)}</code> · similarity ${(100 * similarity).toFixed(0)} %</p>
<table><tr><th></th><th>A</th><th>B</th><th>B − A</th></tr>${totals.join('\n')}</table>
<h2>Steps</h2>
<table><tr><th>A</th><th></th><th>B</th><th></th><th></th></tr>
${foldRows(diff, CONTEXT_ROWS).slice(0, MOST_ROWS).map(tableRow).join('\n')}
</table>
${texts.map(textSection).join('\n')}
<p>Ignored: ${escaped(
    diff.rules
      .filter(rule => rule.isOn)
      .map(rule => rule.name)
      .join(', ') || 'nothing',
  )}.</p>
</body></html>
`
}

function tableRow(folded: FoldedRow): string {
  if (folded.kind === 'fold')
    return `<tr class="fold"><td colspan="5">… ${formatNumberOf(folded.count, 'step')} the same</td></tr>`
  const { row, left, right, isConsequence } = folded
  const cells = [
    row.left === null ? '' : stepNumber(row.left),
    stepTitle(left),
    row.right === null ? '' : stepNumber(row.right),
    stepTitle(right),
    changeText(row),
  ]
  const classes = `${row.change}${isConsequence ? ' consequence' : ''}`
  return `<tr class="${classes}">${cells.map(text => `<td>${escaped(text)}</td>`).join('')}</tr>`
}

const LINE_CLASSES = { ' ': 'same', '-': 'removed', '+': 'added' } as const

function textSection(text: ChangedText): string {
  const lines = patchLines(text).map(line =>
    line.sign === '…'
      ? `<span class="line fold">… ${formatNumberOf(line.count, 'line')} the same</span>`
      : `<span class="line ${LINE_CLASSES[line.sign]}">${line.sign} ${escaped(line.text)}</span>`,
  )
  return `<h2>${escaped(text.title)}</h2><pre>${lines.join('')}</pre>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
}
