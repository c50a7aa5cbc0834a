import type { RunDiff } from '#contract/diff.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import { stepNumber } from '../words.ts'
import { type ChangedText, patchLines } from './changed-texts.ts'
import { changeText, foldRows, stepTitle } from './folded-rows.ts'
import { totalLines } from './total-lines.ts'

const CONTEXT_ROWS = 2
const MOST_ROWS = 400

/** A comparison as Markdown: the answer first. */
export function markdownReport(diff: RunDiff, texts: readonly ChangedText[]): string {
  const { left, right, verdict, similarity } = diff
  return [
    `# ${cell(left.name)} (A) and ${cell(right.name)} (B)`,
    `**${verdict}**`,
    [
      `- A: \`${left.runId}\``,
      `- B: \`${right.runId}\``,
      `- Similarity: ${(100 * similarity).toFixed(0)} %`,
    ].join('\n'),
    table(
      ['', 'A', 'B', 'B − A'],
      totalLines(diff).map(({ label, ...rest }) => [label, rest.left, rest.right, rest.delta]),
    ),
    '## Steps',
    stepsTable(diff),
    ...texts.flatMap(text => [`## ${text.title}`, patch(text)]),
    rulesLine(diff),
  ].join('\n\n')
}

function stepsTable(diff: RunDiff): string {
  const rows = foldRows(diff, CONTEXT_ROWS)
  const lines = rows.slice(0, MOST_ROWS).map(each => {
    if (each.kind === 'fold') return ['…', `${formatNumberOf(each.count, 'step')} the same`, '', '', '']
    const { row, left, right, isConsequence } = each
    const what = changeText(row)
    return [
      row.left === null ? '' : stepNumber(row.left),
      stepTitle(left),
      row.right === null ? '' : stepNumber(row.right),
      stepTitle(right),
      isConsequence ? `${what} (after the first difference)` : what,
    ]
  })
  const more = rows.length - lines.length
  return [
    table(['A', '', 'B', '', ''], lines),
    ...(more > 0 ? [`${formatNumberOf(more, 'more row')} left out.`] : []),
  ].join('\n\n')
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Recorded text never becomes markup. */
function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\|`*_<>[\]]/g, character => `\\${character}`)
}

function patch(text: ChangedText): string {
  const lines = patchLines(text).map(line =>
    line.sign === '…' ? `@@ ${formatNumberOf(line.count, 'line')} the same @@` : `${line.sign}${line.text}`,
  )
  const fence = '`'.repeat(
    1 + Math.max(2, ...lines.map(line => line.match(/`+/g)?.toSorted().at(-1)?.length ?? 0)),
  )
  return [`${fence}diff`, ...lines, fence].join('\n')
}

function rulesLine({ rules, ignored }: RunDiff): string {
  const names = rules
    .filter(rule => rule.isOn)
    .map(rule => {
      const count = ignored.find(each => each.rule === rule.name)?.count ?? 0
      return count === 0 ? rule.name : `${rule.name} ×${count}`
    })
  return names.length === 0 ? 'Nothing was ignored.' : `Ignored: ${names.join(', ')}.`
}
