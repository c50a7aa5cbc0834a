import type { RunDiff } from '#contract/diff.ts'
import type { IgnoreRule } from '#contract/ignore-rules.ts'
import { ProblemError } from '#contract/problems.ts'
import { compareRuns, type RecordedRun } from '../../diff/compare-runs.ts'
import { compareSteps } from '../../diff/compare-steps.ts'
import { diffText } from '../../diff/diff-text.ts'
import { changedTexts } from '../../diff/report/changed-texts.ts'
import { htmlReport } from '../../diff/report/html-report.ts'
import { markdownReport } from '../../diff/report/markdown-report.ts'
import type { StoreReader } from '../../store/open-store.ts'
import { readSteps } from '../compare/read-recording.ts'
import { findRun } from './find.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

type CompareQueryName =
  | 'diff'
  | 'diff.divergence'
  | 'diff.several'
  | 'diff.step'
  | 'diff.blocks'
  | 'diff.report'

export const compareQueries: QueryHandlersOf<CompareQueryName> = {
  diff: compare,
  'diff.divergence'(store, params) {
    const { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting } = compare(
      store,
      params,
    )
    return { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting }
  },
  'diff.several'(store, { left, others, rules }) {
    const diffs = others.map(right => compare(store, { left, right, rules }))
    const runs = diffs.map(({ right, verdict, isSame, identicalSteps, similarity, counts, totals }) => {
      return { run: right, verdict, isSame, identicalSteps, similarity, counts, totals }
    })
    return { left: findRun(store, left).run, runs }
  },
  'diff.step'(store, { leftSpan, rightSpan, ...sides }) {
    const { left, right, textOf: blockText, rules } = readBoth(store, sides)
    const stepIn = (run: RecordedRun, spanId: string | null) => {
      const step = run.steps.find(each => each.span.spanId === spanId)
      if (spanId === null || step !== undefined) return step
      throw new ProblemError({ code: 'span-not-found', runId: run.run.runId, spanId })
    }
    const steps = { left: stepIn(left, leftSpan), right: stepIn(right, rightSpan) }
    return compareSteps(steps, { left, right }, { textOf: blockText, blockIdOf: idsIn(store), rules })
  },
  'diff.report'(store, { format, ...sides }) {
    const diff = compare(store, sides)
    const texts = changedTexts(diff, blockId => store.blocks.byId(blockId)?.text)
    const text = format === 'html' ? htmlReport(diff, texts) : markdownReport(diff, texts)
    return { text, isSame: diff.isSame }
  },
  'diff.blocks'(store, { left, right }) {
    const texts = { left: textOf(store, left), right: textOf(store, right) }
    return { ...texts, chunks: diffText(texts.left, texts.right) }
  },
}

interface Sides {
  readonly left: string
  readonly right: string
  readonly rules?: readonly IgnoreRule[] | undefined
}

function compare(store: StoreReader, sides: Sides): RunDiff {
  const { left, right, textOf: blockText, rules } = readBoth(store, sides)
  return compareRuns(left, right, blockText, rules)
}

function readBoth(store: StoreReader, { left, right, rules }: Sides) {
  const texts = new Map<number, string>()
  const blockText = (blockKey: number): string => {
    const text = texts.get(blockKey) ?? store.blocks.byKey(blockKey, Number.MAX_SAFE_INTEGER)?.text ?? ''
    texts.set(blockKey, text)
    return text
  }
  const recorded = (runId: string): RecordedRun => {
    const { runKey, run } = findRun(store, runId)
    return { run, steps: readSteps(store, runKey) }
  }
  return {
    left: recorded(left),
    right: recorded(right),
    textOf: blockText,
    rules: rules ?? store.settings().ignoreRules,
  }
}

function idsIn(store: StoreReader): (blockKey: number) => string | null {
  return blockKey => store.blocks.byKey(blockKey, 0)?.blockId ?? null
}

function textOf(store: StoreReader, blockId: string): string {
  const block = store.blocks.byId(blockId)
  if (block === undefined) throw new ProblemError({ code: 'block-not-found', blockId })
  return block.text
}
