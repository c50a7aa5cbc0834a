import type { FilterProblem } from '#contract/filter/filter.ts'

/** The row that is lit next, going round; -1 is none. */
export function stepActive(active: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1
  if (active === -1) return step === 1 ? 0 : count - 1
  return (active + step + count) % count
}

/** What is wrong with the filter, but not that a word is unfinished while the reader is at it. */
export function tellableProblems(
  problems: readonly FilterProblem[],
  text: string,
  caret: number | undefined,
): readonly FilterProblem[] {
  return problems.filter(({ to }) => to !== caret || !/[:=<>,]$/.test(text.slice(0, to)))
}
