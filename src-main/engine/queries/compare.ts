import type { RunDiff } from '#contract/diff.ts'
import type { IgnoreRule } from '#contract/ignore-rules.ts'
import { ProblemError } from '#contract/problems.ts'
import { compareRuns } from '../../diff/compare-runs.ts'
import { diffText } from '../../diff/diff-text.ts'
import { changedTexts } from '../../diff/report/changed-texts.ts'
import { htmlReport } from '../../diff/report/html-report.ts'
import { markdownReport } from '../../diff/report/markdown-report.ts'
import type { StoreReader } from '../../store/open-store.ts'
import { readSteps } from '../compare/read-recording.ts'
import { findRun } from './find.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

type CompareQueryName = 'diff' | 'diff.divergence' | 'diff.blocks' | 'diff.report'

export const compareQueries: QueryHandlersOf<CompareQueryName> = {
  diff: compare,
  'diff.divergence'(store, params) {
    const { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting } = compare(
      store,
      params,
    )
    return { verdict, isSame, identicalSteps, similarity, counts, withoutContent, first, parting }
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

function compare(store: StoreReader, { left, right, rules }: Sides): RunDiff {
  const texts = new Map<number, string>()
  const blockText = (blockKey: number): string => {
    const text = texts.get(blockKey) ?? store.blocks.byKey(blockKey, Number.MAX_SAFE_INTEGER)?.text ?? ''
    texts.set(blockKey, text)
    return text
  }
  const recorded = (runId: string) => {
    const { runKey, run } = findRun(store, runId)
    return { run, steps: readSteps(store, runKey) }
  }
  return compareRuns(recorded(left), recorded(right), blockText, rules ?? store.settings().ignoreRules)
}

function textOf(store: StoreReader, blockId: string): string {
  const block = store.blocks.byId(blockId)
  if (block === undefined) throw new ProblemError({ code: 'block-not-found', blockId })
  return block.text
}
