import type { Caller } from '#contract/caller.ts'
import { ProblemError } from '#contract/problems.ts'
import { UsageError } from './command.ts'

/** The id of the run that "latest", an id or the beginning of an id means. */
export async function findRunId(caller: Caller, reference: string): Promise<string> {
  if (reference === 'latest') return latestRunId(caller)
  const beginning = reference.toLowerCase()
  if (!/^[0-9a-f]{1,32}$/.test(beginning)) {
    throw new UsageError(`"${reference}" is no run: give an id, the beginning of one, or "latest".`)
  }
  if (beginning.length === 32) return beginning
  return onlyOne(await idsBeginningWith(caller, beginning), beginning)
}

/** The id among these that the beginning means. */
export function findSpanId(spanIds: readonly string[], runId: string, reference: string): string {
  const found = spanIds.filter(spanId => spanId.startsWith(reference.toLowerCase()))
  if (found.length === 0) throw new ProblemError({ code: 'span-not-found', runId, spanId: reference })
  return onlyOne(found, reference)
}

async function latestRunId(caller: Caller): Promise<string> {
  const { runs } = await caller.call('runs.list', { limit: 1 })
  const [run] = runs
  if (run === undefined) throw new ProblemError({ code: 'refused', reason: 'No run is stored here yet.' })
  return run.runId
}

async function idsBeginningWith(caller: Caller, beginning: string): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await caller.call('runs.list', { text: beginning, limit: 1000, cursor })
    ids.push(...page.runs.map(run => run.runId).filter(runId => runId.startsWith(beginning)))
    cursor = page.next ?? undefined
  } while (cursor !== undefined && ids.length < 2)
  return ids
}

function onlyOne(ids: readonly string[], beginning: string): string {
  const [first, ...others] = ids
  if (first === undefined) throw new ProblemError({ code: 'run-not-found', runId: beginning })
  if (others.length === 0) return first
  const reason = `More than one id begins with ${beginning}: ${ids.slice(0, 4).join(', ')}. Give more of it.`
  throw new ProblemError({ code: 'refused', reason })
}
