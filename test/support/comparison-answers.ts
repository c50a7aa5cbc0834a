import type { Block } from '#contract/call.ts'
import type { DiffRow, RunDiff } from '#contract/diff.ts'
import { defaultIgnoreRules } from '#contract/ignore-rules.ts'
import { compareRuns } from '../../src-main/diff/compare-runs.ts'
import { compareSteps } from '../../src-main/diff/compare-steps.ts'
import { diffText } from '../../src-main/diff/diff-text.ts'
import { markdownReport } from '../../src-main/diff/report/markdown-report.ts'
import { A, B, blockIdOf, record, type Turn, textOf } from './a-recording.ts'

const list = { tool: 'list_files', arguments: { path: 'src' }, result: 'main.ts\nhelp.ts' }
const read = { tool: 'read_file', arguments: { path: 'src/main.ts' }, result: 'export {}' }
const bash = { tool: 'bash', arguments: { command: 'cat src/main.ts' }, result: 'export {}' }
const page = (number: number): Turn => ({
  calls: [{ tool: 'fetch', arguments: { page: number }, result: `page ${number}` }],
})
const pages = Array.from({ length: 7 }, (_, index) => page(index))

const left = record({
  runId: A,
  turns: [{ calls: [list] }, ...pages, { calls: [read] }, { says: 'It is empty.' }],
})
const right = record({
  runId: B,
  turns: [{ calls: [{ ...list, result: 'main.ts' }] }, ...pages, { calls: [bash] }, { says: 'It is empty.' }],
})

/** Two recorded runs of one agent, compared by the real comparison. */
const compared = () => compareRuns(left, right, textOf, defaultIgnoreRules)

/** Asked for with this run on the left, a comparison has ten thousand steps. */
export const LARGE = 'c'.repeat(32)
const LARGE_STEPS = 10_000
const CHANGED_EVERY = 100

function largeDiff(): RunDiff {
  const small = compared()
  const [span] = small.leftSteps
  if (span === undefined) return small
  const steps = Array.from({ length: LARGE_STEPS }, (_, index) => ({
    ...span,
    spanId: index.toString(16).padStart(16, '0'),
    agentName: `step ${index + 1}`,
  }))
  const rows = steps.map((_, index): DiffRow => {
    const isChanged = index % CHANGED_EVERY === CHANGED_EVERY - 1
    return {
      change: isChanged ? 'changed' : 'same',
      left: index,
      right: index,
      counterpart: null,
      aspects: isChanged ? ['answer'] : [],
    }
  })
  const changed = LARGE_STEPS / CHANGED_EVERY
  return {
    ...small,
    left: { ...small.left, runId: LARGE },
    counts: { same: LARGE_STEPS - changed, changed, removed: 0, added: 0, moved: 0 },
    first: small.first === null ? null : { ...small.first, row: CHANGED_EVERY - 1 },
    parting: null,
    loops: [],
    leftSteps: steps,
    rightSteps: steps,
    rows,
  }
}

/** What a block of the compared runs holds; undefined for any other. */
export function comparedBlock(blockId: string): Block | undefined {
  const text = /^0{20}\d+$/.test(blockId) ? textOf(Number(blockId)) : ''
  return text === '' ? undefined : { blockId, kind: 'text', text, sizeBytes: text.length, isCut: false }
}

interface StepsAsked {
  readonly leftSpan: string | null
  readonly rightSpan: string | null
}

/** What an engine answers about comparing runs, about filters and contexts, where a test is about something else. */
export const comparisonAnswers = {
  diff: ({ left: leftId }: { readonly left: string }) => (leftId === LARGE ? largeDiff() : compared()),
  'diff.divergence': () => {
    const { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting } = compared()
    return { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting }
  },
  'diff.several': ({ others }: { readonly others: readonly string[] }) => {
    const { verdict, isSame, identicalSteps, similarity, counts, totals, ...runs } = compared()
    const run = { run: runs.right, verdict, isSame, identicalSteps, similarity, counts, totals }
    return { left: runs.left, runs: others.map(runId => ({ ...run, run: { ...run.run, runId } })) }
  },
  'diff.step': ({ leftSpan, rightSpan }: StepsAsked) => {
    const stepIn = (run: typeof left, spanId: string | null) =>
      run.steps.find(({ span }) => span.spanId === spanId)
    const steps = { left: stepIn(left, leftSpan), right: stepIn(right, rightSpan) }
    const reading = { textOf, blockIdOf, rules: defaultIgnoreRules }
    return compareSteps(steps, { left, right }, reading)
  },
  'diff.blocks': ({ left: leftId, right: rightId }: { readonly left: string; readonly right: string }) => {
    const texts = { left: textOf(Number(leftId)), right: textOf(Number(rightId)) }
    return { ...texts, chunks: diffText(texts.left, texts.right) }
  },
  'diff.report': () => ({ text: markdownReport(compared(), []), isSame: false }),
  'runs.facets': () => ({ status: [], model: [], agent: [], service: [], tag: [] }),
  'runs.context': () => ({ blocks: [], calls: [], breaks: [], withoutContent: 0 }),
  'runs.graph': () => ({ level: 'steps' as const, nodes: [], edges: [], total: 0, spansWithUnreadLinks: 0 }),
}
