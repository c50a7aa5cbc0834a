import type { Caller } from '#contract/caller.ts'
import type { RunSummary } from '#contract/run.ts'
import { timeMs } from './params.ts'
import { type RunStatusWord, statusOfWord } from './words.ts'

const NANOSECONDS_PER_MILLISECOND = 1_000_000n

export interface RunWishes {
  readonly workflow?: string | undefined
  readonly status?: RunStatusWord | undefined
  readonly starred?: boolean | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface FoundRuns {
  readonly runs: readonly RunSummary[]
  readonly next: string | null
}

/** A page of runs, newest first. Past the first run that is too old there is none. */
export async function findRuns(caller: Caller, wishes: RunWishes): Promise<FoundRuns> {
  const sinceMs = timeMs(wishes.since) ?? Number.NEGATIVE_INFINITY
  const untilMs = timeMs(wishes.until) ?? Number.POSITIVE_INFINITY
  const page = await caller.call('runs.list', {
    text: wishes.workflow,
    status: wishes.status && statusOfWord(wishes.status),
    starred: wishes.starred,
    limit: wishes.limit,
    cursor: wishes.cursor,
  })
  const isOver = page.runs.some(run => startMs(run) < sinceMs)
  const runs = page.runs.filter(run => startMs(run) >= sinceMs && startMs(run) <= untilMs)
  return { runs, next: isOver ? null : page.next }
}

/** All runs of a time, up to a number that one answer can hold. */
export async function findAllRuns(caller: Caller, wishes: Omit<RunWishes, 'cursor'>): Promise<FoundRuns> {
  const runs: RunSummary[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await findRuns(caller, {
      ...wishes,
      limit: Math.min(1000, wishes.limit - runs.length),
      cursor,
    })
    runs.push(...page.runs)
    if (page.next === null || runs.length >= wishes.limit) return { runs, next: page.next }
    cursor = page.next
  }
}

export function startMs(run: RunSummary): number {
  return Number(BigInt(run.startedAt) / NANOSECONDS_PER_MILLISECOND)
}
