import type { RunSummary } from '#contract/run.ts'
import type { SessionRun } from '#contract/session.ts'

/** Runs by their start, each followed by the runs it dispatched. One whose dispatcher is not here stands alone. */
export function orderSession(
  runs: readonly RunSummary[],
  elsewhere: readonly RunSummary[],
  sessionId: string,
): SessionRun[] {
  const all = [...runs, ...elsewhere].sort(byStart)
  const known = new Set(all.map(run => run.runId))
  const parentOf = (run: RunSummary) =>
    run.parent !== null && known.has(run.parent.runId) ? run.parent.runId : undefined
  const below = Map.groupBy(all, parentOf)
  const ordered: SessionRun[] = []
  function place(run: RunSummary, depth: number): void {
    ordered.push({ run, depth, isCounted: run.sessionId === sessionId })
    for (const child of below.get(run.runId) ?? []) place(child, depth + 1)
  }
  for (const run of below.get(undefined) ?? []) place(run, 0)
  return ordered
}

function byStart(a: RunSummary, b: RunSummary): number {
  const difference = BigInt(a.startedAt) - BigInt(b.startedAt)
  return difference < 0n ? -1 : Number(difference > 0n)
}
