import type { TextChunk } from '#contract/diff.ts'
import { defaultIgnoreRules } from '#contract/ignore-rules.ts'
import { compareRuns } from '../../src-main/diff/compare-runs.ts'
import { diffText } from '../../src-main/diff/diff-text.ts'
import { median } from '../numbers.ts'
import { prose } from '../payload/prose.ts'
import { type Random, seededRandom } from '../payload/random.ts'
import { recordedPair } from '../payload/recorded-pair.ts'
import { atLeast, atMost, type Row } from '../row.ts'
import { expectEqual, type Scenario, WrongResultError } from '../scenario.ts'

const TEXT_CHARACTERS = 1_000_000
const LINE_CHARACTERS = 60
const EDITS = 5_000
const STEPS = 10_000
const MAX_STEPS_MS = 1_000
const MAX_EDITED_MS = 300
const MAX_UNRELATED_MS = 1_000
const TIMES = 5

export const diff: Scenario = {
  name: 'diff',
  summary: 'two runs of 10,000 steps compared, and two texts of 1 MB: edited, and unrelated',
  async run({ size, say }) {
    const steps = size === 'quick' ? STEPS / 5 : STEPS
    const edited = await textRows('5,000 edits', MAX_EDITED_MS, editedPair(), say)
    const unrelated = await textRows('unrelated', MAX_UNRELATED_MS, unrelatedPair(), say)
    return [stepsRow(steps), ...edited, ...unrelated]
  },
}

function stepsRow(steps: number): Row {
  const { left, right, textOf, changes } = recordedPair(steps)
  const times = Array.from({ length: TIMES }, () =>
    timeOf(() => compareRuns(left, right, textOf, defaultIgnoreRules)),
  )
  const found = compareRuns(left, right, textOf, defaultIgnoreRules)
  expectEqual(
    'tools that gave something else',
    found.rows.filter(row => row.aspects.includes('result')).length,
    changes,
  )
  return {
    scenario: 'diff',
    figure: `${steps.toLocaleString('en')} × ${steps.toLocaleString('en')} steps`,
    value: median(times),
    unit: 'ms',
    also: `slowest ${Math.max(...times).toFixed(0)} ms`,
    bar: atMost(MAX_STEPS_MS),
  }
}

interface TextPair {
  readonly left: string
  readonly right: string
}

/** Of ours, beside splitting both texts and numbering their lines, which every comparison by line has to do. */
async function textRows(
  what: string,
  maxMs: number,
  pair: TextPair,
  say: (line: string) => void,
): Promise<Row[]> {
  checkChunks(pair, diffText(pair.left, pair.right))
  const times = Array.from({ length: TIMES }, () => timeOf(() => diffText(pair.left, pair.right)))
  const limits = Array.from({ length: TIMES }, () => timeOf(() => numberLines(pair)))
  const row: Row = {
    scenario: 'diff',
    figure: `1 MB of text, ${what}`,
    value: median(times),
    unit: 'ms',
    also: `slowest ${Math.max(...times).toFixed(0)} ms`,
    limit: { what: 'split and number', value: median(limits) },
    bar: atMost(maxMs),
  }
  const other = await otherProgram()
  if (other === undefined) {
    say('diff: jsdiff is not installed, so nothing is measured beside')
    return [row]
  }
  const otherMs = timeOf(() => other(pair.left, pair.right))
  const { limit: _, ...beside } = row
  return [row, { ...beside, figure: `jsdiff ÷ ours, ${what}`, value: otherMs / row.value, ...BESIDE }]
}

const BESIDE = { unit: '×', bar: atLeast(40), also: 'its diffLines, once' } as const

function numberLines({ left, right }: TextPair): number {
  const numbers = new Map<string, number>()
  for (const line of left.split('\n')) if (!numbers.has(line)) numbers.set(line, numbers.size)
  for (const line of right.split('\n')) if (!numbers.has(line)) numbers.set(line, numbers.size)
  return numbers.size
}

function editedPair(): TextPair {
  const random = seededRandom(41)
  const lines = linesOf(random)
  const edited = [...lines]
  for (let edit = 0; edit < EDITS; edit += 1) {
    const at = random.below(edited.length)
    if (edit % 3 === 0) edited[at] = prose(random, LINE_CHARACTERS)
    else if (edit % 3 === 1) edited[at] = `${edited[at] ?? ''} ${prose(random, 8)}`
    else edited.splice(at, 1)
  }
  return { left: lines.join('\n'), right: edited.join('\n') }
}

function unrelatedPair(): TextPair {
  return { left: linesOf(seededRandom(42)).join('\n'), right: linesOf(seededRandom(43)).join('\n') }
}

function linesOf(random: Random): string[] {
  const count = Math.floor(TEXT_CHARACTERS / (LINE_CHARACTERS + 1))
  return Array.from({ length: count }, () => prose(random, LINE_CHARACTERS))
}

/** What stayed, went and came has to add up to both texts. */
function checkChunks({ left, right }: TextPair, chunks: readonly TextChunk[]): void {
  const lines = { left: left.split('\n'), right: right.split('\n') }
  const sum = (count: (chunk: TextChunk) => number) =>
    chunks.reduce((total, chunk) => total + count(chunk), 0)
  expectEqual(
    'lines of the left text',
    sum(chunk => chunk.leftCount),
    lines.left.length,
  )
  expectEqual(
    'lines of the right text',
    sum(chunk => chunk.rightCount),
    lines.right.length,
  )
  for (const { change, leftFrom, leftCount, rightFrom } of chunks) {
    if (change !== 'same') continue
    for (let offset = 0; offset < leftCount; offset += 1) {
      if (lines.left[leftFrom + offset] !== lines.right[rightFrom + offset]) {
        throw new WrongResultError('lines that differ are told as the same')
      }
    }
  }
}

function timeOf(work: () => unknown): number {
  const startedMs = performance.now()
  work()
  return performance.now() - startedMs
}

type DiffLines = (left: string, right: string) => unknown

/** Not a dependency: measured where somebody has it installed. */
async function otherProgram(): Promise<DiffLines | undefined> {
  const name = 'diff'
  try {
    const { diffLines } = (await import(name)) as { readonly diffLines?: DiffLines }
    return diffLines
  } catch {
    return undefined
  }
}
